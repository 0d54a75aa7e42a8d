-- :date is the night's day.
select region,
       count(*) as earthquakes,
       cast(max(magnitude) as decimal(4,1)) as strongest
from public.earthquakes
where happened_on = :date
group by region
order by earthquakes desc, region
