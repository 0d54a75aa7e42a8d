-- :date is the night's day.
select category,
       count(distinct order_id) as orders,
       sum(quantity) as pieces,
       sum(net) as net
from public.order_lines
where placed_on = :date
  and status <> 'cancelled'
group by category
order by net desc
