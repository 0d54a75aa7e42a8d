-- :date is the night's day.
select departure_hour,
       count(*) as flights,
       sum(case when is_late then 1 else 0 end) as late_flights,
       cast(avg(cast(delay_minutes as decimal(12,2))) as decimal(12,2)) as mean_delay_minutes
from public.flights
where departed_on = :date
group by departure_hour
order by departure_hour
