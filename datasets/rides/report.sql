-- :date is the night's day.
select start_station,
       count(*) as rides,
       cast(avg(cast(minutes as double precision)) as decimal(8,1)) as mean_minutes
from public.rides
where ended_on = :date
group by start_station
order by rides desc, start_station
