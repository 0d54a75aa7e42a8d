-- :date is the night's day.
select section,
       count(*) as views,
       count(distinct visitor) as visitors,
       cast(avg(cast(millis as double precision)) as decimal(8,1)) as mean_millis
from public.visits
where viewed_on = :date
group by section
order by views desc, section
