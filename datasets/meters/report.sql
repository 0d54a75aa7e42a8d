-- :date is the night's day.
select local_hour,
       count(*) as readings,
       cast(avg(power_kw) as decimal(10,3)) as mean_kw,
       sum(case when is_over_contract then 1 else 0 end) as over_contract
from public.meter_readings
where read_on = :date
group by local_hour
order by local_hour
