-- Functions that Redshift has and that PostgreSQL 14 lacks or defines differently. Every start installs them. A line that
-- contains only ";;" ends a statement. RedshiftSyntax rewrites syntax that no function can provide.

CREATE SCHEMA IF NOT EXISTS redshift_sql
;;
-- Maps a Redshift date part, including its abbreviations and plurals, to PostgreSQL's name.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html
CREATE OR REPLACE FUNCTION redshift_sql.datepart(part text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE lower(trim(part))
    WHEN 'mil' THEN 'millennium' WHEN 'mils' THEN 'millennium' WHEN 'millennia' THEN 'millennium'
    WHEN 'millennium' THEN 'millennium'
    WHEN 'c' THEN 'century' WHEN 'cent' THEN 'century' WHEN 'cents' THEN 'century' WHEN 'century' THEN 'century'
    WHEN 'centuries' THEN 'century'
    WHEN 'dec' THEN 'decade' WHEN 'decs' THEN 'decade' WHEN 'decade' THEN 'decade' WHEN 'decades' THEN 'decade'
    WHEN 'y' THEN 'year' WHEN 'yr' THEN 'year' WHEN 'yrs' THEN 'year' WHEN 'year' THEN 'year' WHEN 'years' THEN 'year'
    WHEN 'qtr' THEN 'quarter' WHEN 'qtrs' THEN 'quarter' WHEN 'quarter' THEN 'quarter' WHEN 'quarters' THEN 'quarter'
    WHEN 'mon' THEN 'month' WHEN 'mons' THEN 'month' WHEN 'month' THEN 'month' WHEN 'months' THEN 'month'
    WHEN 'w' THEN 'week' WHEN 'week' THEN 'week' WHEN 'weeks' THEN 'week'
    WHEN 'd' THEN 'day' WHEN 'day' THEN 'day' WHEN 'days' THEN 'day'
    WHEN 'dow' THEN 'dow' WHEN 'dw' THEN 'dow' WHEN 'dayofweek' THEN 'dow' WHEN 'weekday' THEN 'dow'
    WHEN 'doy' THEN 'doy' WHEN 'dy' THEN 'doy' WHEN 'dayofyear' THEN 'doy' WHEN 'yearday' THEN 'doy'
    WHEN 'h' THEN 'hour' WHEN 'hr' THEN 'hour' WHEN 'hrs' THEN 'hour' WHEN 'hour' THEN 'hour' WHEN 'hours' THEN 'hour'
    WHEN 'm' THEN 'minute' WHEN 'min' THEN 'minute' WHEN 'mins' THEN 'minute' WHEN 'minute' THEN 'minute'
    WHEN 'minutes' THEN 'minute'
    WHEN 's' THEN 'second' WHEN 'sec' THEN 'second' WHEN 'secs' THEN 'second' WHEN 'second' THEN 'second'
    WHEN 'seconds' THEN 'second'
    WHEN 'ms' THEN 'millisecond' WHEN 'msec' THEN 'millisecond' WHEN 'msecs' THEN 'millisecond'
    WHEN 'msecond' THEN 'millisecond' WHEN 'mseconds' THEN 'millisecond' WHEN 'millisec' THEN 'millisecond'
    WHEN 'millisecs' THEN 'millisecond' WHEN 'millisecon' THEN 'millisecond' WHEN 'millisecond' THEN 'millisecond'
    WHEN 'milliseconds' THEN 'millisecond'
    WHEN 'us' THEN 'microsecond' WHEN 'usec' THEN 'microsecond' WHEN 'usecs' THEN 'microsecond'
    WHEN 'usecond' THEN 'microsecond' WHEN 'useconds' THEN 'microsecond' WHEN 'microsec' THEN 'microsecond'
    WHEN 'microsecs' THEN 'microsecond' WHEN 'microsecond' THEN 'microsecond' WHEN 'microseconds' THEN 'microsecond'
    WHEN 'epoch' THEN 'epoch' WHEN 'timezone' THEN 'timezone' WHEN 'timezone_hour' THEN 'timezone_hour'
    WHEN 'timezone_minute' THEN 'timezone_minute'
    ELSE lower(trim(part)) END;
END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.span(part text, count bigint) RETURNS interval LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE redshift_sql.datepart(part)
    WHEN 'millennium' THEN make_interval(years => (1000 * count)::int)
    WHEN 'century' THEN make_interval(years => (100 * count)::int)
    WHEN 'decade' THEN make_interval(years => (10 * count)::int)
    WHEN 'year' THEN make_interval(years => count::int)
    WHEN 'quarter' THEN make_interval(months => (3 * count)::int)
    WHEN 'month' THEN make_interval(months => count::int)
    WHEN 'week' THEN make_interval(days => (7 * count)::int)
    WHEN 'day' THEN make_interval(days => count::int)
    WHEN 'dow' THEN make_interval(days => count::int)
    WHEN 'doy' THEN make_interval(days => count::int)
    WHEN 'hour' THEN count * interval '1 hour'
    WHEN 'minute' THEN count * interval '1 minute'
    WHEN 'second' THEN count * interval '1 second'
    WHEN 'millisecond' THEN count * interval '1 millisecond'
    WHEN 'microsecond' THEN count * interval '1 microsecond'
    END;
END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.known_part(part text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF redshift_sql.span(part, 1) IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = 'date part "' || part || '" is not known';
  END IF;
  RETURN redshift_sql.datepart(part);
END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.dateadd(part text, count bigint, t timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN redshift_sql.known_part(part) IS NOT NULL THEN t + redshift_sql.span(part, count) END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.dateadd(part text, count bigint, t date) RETURNS timestamp
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.dateadd(part, count, t::timestamp) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.dateadd(part text, count bigint, t timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE AS $$ SELECT CASE WHEN redshift_sql.known_part(part) IS NOT NULL THEN t + redshift_sql.span(part, count) END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.dateadd(part text, count bigint, t time) RETURNS time
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN redshift_sql.known_part(part) IS NOT NULL THEN t + redshift_sql.span(part, count) END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.dateadd(part text, count bigint, t text) RETURNS timestamp
LANGUAGE sql STABLE AS $$ SELECT redshift_sql.dateadd(part, count, t::timestamp) $$
;;
-- Counts the boundaries between the two times, not the complete parts between them. A week begins on Sunday.
CREATE OR REPLACE FUNCTION redshift_sql.datediff(part text, a timestamp, b timestamp) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  years bigint := extract(year FROM b)::bigint - extract(year FROM a)::bigint;
  days bigint := b::date - a::date;
  micros numeric := extract(epoch FROM b) * 1000000 - extract(epoch FROM a) * 1000000;
BEGIN
  RETURN CASE redshift_sql.known_part(part)
    WHEN 'millennium' THEN extract(millennium FROM b)::bigint - extract(millennium FROM a)::bigint
    WHEN 'century' THEN extract(century FROM b)::bigint - extract(century FROM a)::bigint
    WHEN 'decade' THEN extract(decade FROM b)::bigint - extract(decade FROM a)::bigint
    WHEN 'year' THEN years
    WHEN 'quarter' THEN 4 * years + extract(quarter FROM b)::bigint - extract(quarter FROM a)::bigint
    WHEN 'month' THEN 12 * years + extract(month FROM b)::bigint - extract(month FROM a)::bigint
    WHEN 'week' THEN ((b::date - extract(dow FROM b)::int) - (a::date - extract(dow FROM a)::int)) / 7
    WHEN 'day' THEN days WHEN 'dow' THEN days WHEN 'doy' THEN days
    WHEN 'hour' THEN 24 * days + extract(hour FROM b)::bigint - extract(hour FROM a)::bigint
    WHEN 'minute' THEN (extract(epoch FROM date_trunc('minute', b)) - extract(epoch FROM date_trunc('minute', a)))::bigint / 60
    WHEN 'second' THEN (extract(epoch FROM date_trunc('second', b)) - extract(epoch FROM date_trunc('second', a)))::bigint
    WHEN 'millisecond' THEN floor(extract(epoch FROM b) * 1000)::bigint - floor(extract(epoch FROM a) * 1000)::bigint
    WHEN 'microsecond' THEN micros::bigint
    END;
END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.datediff(part text, a date, b date) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.datediff(part, a::timestamp, b::timestamp) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.datediff(part text, a timestamptz, b timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.datediff(part, a AT TIME ZONE 'UTC', b AT TIME ZONE 'UTC') $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.datediff(part text, a time, b time) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.datediff(part, DATE '2000-01-01' + a, DATE '2000-01-01' + b) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.datediff(part text, a text, b text) RETURNS bigint
LANGUAGE sql STABLE AS $$ SELECT redshift_sql.datediff(part, a::timestamp, b::timestamp) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.add_months(t timestamp, months bigint) RETURNS timestamp LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN extract(month FROM t + interval '1 day') <> extract(month FROM t)
    THEN date_trunc('month', date_trunc('month', t) + make_interval(months => months::int + 1)) - interval '1 day'
      + (t - date_trunc('day', t))
    ELSE t + make_interval(months => months::int) END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.add_months(t date, months bigint) RETURNS timestamp
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.add_months(t::timestamp, months) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.add_months(t text, months bigint) RETURNS timestamp
LANGUAGE sql STABLE AS $$ SELECT redshift_sql.add_months(t::timestamp, months) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.last_day(t timestamp) RETURNS date
LANGUAGE sql IMMUTABLE AS $$ SELECT (date_trunc('month', t) + interval '1 month' - interval '1 day')::date $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.last_day(t date) RETURNS date
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.last_day(t::timestamp) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.last_day(t text) RETURNS date
LANGUAGE sql STABLE AS $$ SELECT redshift_sql.last_day(t::timestamp) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.months_between(a timestamp, b timestamp) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT (12 * (extract(year FROM a) - extract(year FROM b)) + extract(month FROM a) - extract(month FROM b)
    + CASE WHEN extract(day FROM a) = extract(day FROM b)
        OR (a::date = redshift_sql.last_day(a) AND b::date = redshift_sql.last_day(b)) THEN 0
      ELSE (extract(epoch FROM a - date_trunc('month', a)) - extract(epoch FROM b - date_trunc('month', b))) / (31 * 86400.0)
      END)::double precision $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.months_between(a date, b date) RETURNS double precision
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.months_between(a::timestamp, b::timestamp) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.months_between(a text, b text) RETURNS double precision
LANGUAGE sql STABLE AS $$ SELECT redshift_sql.months_between(a::timestamp, b::timestamp) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.next_day(t timestamp, day text) RETURNS date LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE wanted int := array_position(ARRAY['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'], lower(left(day, 2))) - 1;
BEGIN
  IF wanted IS NULL AND day IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = 'no day of the week: ' || day;
  END IF;
  RETURN t::date + 1 + ((wanted - extract(dow FROM t)::int - 1 + 7) % 7);
END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.next_day(t date, day text) RETURNS date
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.next_day(t::timestamp, day) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.next_day(t text, day text) RETURNS date
LANGUAGE sql STABLE AS $$ SELECT redshift_sql.next_day(t::timestamp, day) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.getdate() RETURNS timestamp
LANGUAGE sql STABLE AS $$ SELECT date_trunc('second', now() AT TIME ZONE 'UTC') $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.sysdate() RETURNS timestamp
LANGUAGE sql STABLE AS $$ SELECT now() AT TIME ZONE 'UTC' $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.trunc(t timestamp) RETURNS date LANGUAGE sql IMMUTABLE AS $$ SELECT t::date $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.trunc(t date) RETURNS date LANGUAGE sql IMMUTABLE AS $$ SELECT t $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.date_part_year(t date) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT extract(year FROM t)::int $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.date_cmp(a date, b date) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN a < b THEN -1 WHEN a > b THEN 1 WHEN a = b THEN 0 END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.timestamp_cmp(a timestamp, b timestamp) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN a < b THEN -1 WHEN a > b THEN 1 WHEN a = b THEN 0 END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.to_date(t text, format text, strict boolean) RETURNS date
LANGUAGE sql STABLE AS $$ SELECT pg_catalog.to_date(t, format) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.convert_timezone(source text, target text, t timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE AS $$ SELECT t AT TIME ZONE source AT TIME ZONE target $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.convert_timezone(source text, target text, t date) RETURNS timestamp
LANGUAGE sql IMMUTABLE AS $$ SELECT t::timestamp AT TIME ZONE source AT TIME ZONE target $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.convert_timezone(source text, target text, t text) RETURNS timestamp
LANGUAGE sql STABLE AS $$ SELECT t::timestamp AT TIME ZONE source AT TIME ZONE target $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.convert_timezone(target text, t timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE AS $$ SELECT t AT TIME ZONE 'UTC' AT TIME ZONE target $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.convert_timezone(target text, t date) RETURNS timestamp
LANGUAGE sql IMMUTABLE AS $$ SELECT t::timestamp AT TIME ZONE 'UTC' AT TIME ZONE target $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.convert_timezone(target text, t timestamptz) RETURNS timestamp
LANGUAGE sql IMMUTABLE AS $$ SELECT t AT TIME ZONE target $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.convert_timezone(target text, t text) RETURNS timestamp
LANGUAGE sql STABLE AS $$ SELECT t::timestamp AT TIME ZONE 'UTC' AT TIME ZONE target $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.nvl2(x anyelement, a anycompatible, b anycompatible) RETURNS anycompatible
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN x IS NOT NULL THEN a ELSE b END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.len(t text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT length(t) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.charindex(part text, t text) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT strpos(t, part) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.replicate(t text, n integer) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT repeat(t, n) $$
;;
-- Returns null if an argument is null; PostgreSQL's concat skips nulls.
CREATE OR REPLACE FUNCTION redshift_sql.concat(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT a || b $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.sha2(t text, bits integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(CASE bits WHEN 224 THEN sha224(convert_to(t, 'UTF8')) WHEN 384 THEN sha384(convert_to(t, 'UTF8'))
    WHEN 512 THEN sha512(convert_to(t, 'UTF8')) ELSE sha256(convert_to(t, 'UTF8')) END, 'hex') $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.strtol(t text, base integer) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  digits text := lower(trim(t));
  sign int := CASE WHEN digits LIKE '-%' THEN -1 ELSE 1 END;
  value numeric := 0;
  digit int;
BEGIN
  digits := ltrim(digits, '+-');
  IF base = 16 AND digits LIKE '0x%' THEN digits := substring(digits FROM 3); END IF;
  FOR i IN 1 .. length(digits) LOOP
    digit := strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(digits, i, 1)) - 1;
    IF digit < 0 OR digit >= base THEN
      RAISE EXCEPTION USING ERRCODE = '22P02', MESSAGE = 'The input ' || t || ' is not valid to be converted to base ' || base;
    END IF;
    value := value * base + digit;
  END LOOP;
  RETURN (sign * value)::bigint;
END $$
;;
-- Redshift replaces every match, PostgreSQL only the first.
CREATE OR REPLACE FUNCTION redshift_sql.regexp_replace(t text, pattern text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT pg_catalog.regexp_replace(t, pattern, '', 'g') $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.regexp_replace(t text, pattern text, by text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT pg_catalog.regexp_replace(t, pattern, by, 'g') $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.regexp_replace(t text, pattern text, by text, start integer, flags text DEFAULT '')
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT left(t, start - 1)
    || pg_catalog.regexp_replace(substr(t, start), pattern, by, 'g' || CASE WHEN flags LIKE '%i%' THEN 'i' ELSE '' END) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.regexp_count(t text, pattern text, start integer DEFAULT 1, flags text DEFAULT '')
RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT count(*)::int
  FROM regexp_matches(substr(t, start), pattern, 'g' || CASE WHEN flags LIKE '%i%' THEN 'i' ELSE '' END) $$
;;
-- Returns an empty string if nothing matches.
CREATE OR REPLACE FUNCTION redshift_sql.regexp_substr(
  t text, pattern text, start integer DEFAULT 1, occurrence integer DEFAULT 1, flags text DEFAULT '')
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce((SELECT match[1] FROM regexp_matches(
      substr(t, start), '(' || pattern || ')', 'g' || CASE WHEN flags LIKE '%i%' THEN 'i' ELSE '' END)
    WITH ORDINALITY AS found(match, n) WHERE n = occurrence), '') $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.regexp_instr(
  t text, pattern text, start integer DEFAULT 1, occurrence integer DEFAULT 1, option integer DEFAULT 0, flags text DEFAULT '')
RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  mode text := CASE WHEN flags LIKE '%i%' THEN 'i' ELSE '' END;
  pieces text[] := regexp_split_to_array(substr(t, start), pattern, mode);
  matches text[] := ARRAY(SELECT match[1] FROM regexp_matches(substr(t, start), '(' || pattern || ')', 'g' || mode)
    WITH ORDINALITY AS found(match, n) ORDER BY n);
  place int := start;
BEGIN
  IF occurrence > coalesce(array_length(matches, 1), 0) THEN RETURN 0; END IF;
  FOR i IN 1 .. occurrence LOOP
    place := place + length(pieces[i]) + CASE WHEN i < occurrence OR option = 1 THEN length(matches[i]) ELSE 0 END;
  END LOOP;
  RETURN place;
END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.json_extract_path_text(t text, VARIADIC path text[]) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT pg_catalog.json_extract_path_text(nullif(t, '')::json, VARIADIC path) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.is_valid_json(t text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN json_typeof(t::json) = 'object';
EXCEPTION WHEN invalid_text_representation THEN
  RETURN false;
END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.json_extract_path_text(t text, a text, null_if_invalid boolean) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN redshift_sql.is_valid_json(t) OR NOT null_if_invalid
  THEN pg_catalog.json_extract_path_text(nullif(t, '')::json, a) END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.json_array_length(t text) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT pg_catalog.json_array_length(t::json) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.json_extract_array_element_text(t text, n integer) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT t::json ->> n $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.first_value_of(a anyelement, b anyelement) RETURNS anyelement
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(a, b) $$
;;
CREATE OR REPLACE AGGREGATE redshift_sql.any_value(anyelement) (SFUNC = redshift_sql.first_value_of, STYPE = anyelement)
;;
CREATE OR REPLACE FUNCTION redshift_sql.middle(numbers numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT trim_scale(avg(n)) FROM (SELECT n, row_number() OVER (ORDER BY n) AS place, count(*) OVER () AS size
    FROM unnest(numbers) AS n WHERE n IS NOT NULL) AS sorted WHERE place IN ((size + 1) / 2, (size + 2) / 2) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.middle(numbers double precision[]) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT avg(n) FROM (SELECT n, row_number() OVER (ORDER BY n) AS place, count(*) OVER () AS size
    FROM unnest(numbers) AS n WHERE n IS NOT NULL) AS sorted WHERE place IN ((size + 1) / 2, (size + 2) / 2) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.middle(numbers bigint[]) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.middle(numbers::numeric[]) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.middle(numbers integer[]) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_sql.middle(numbers::numeric[]) $$
;;
CREATE OR REPLACE AGGREGATE redshift_sql.median(numeric) (SFUNC = array_append, STYPE = numeric[], FINALFUNC = redshift_sql.middle)
;;
CREATE OR REPLACE AGGREGATE redshift_sql.median(bigint) (SFUNC = array_append, STYPE = bigint[], FINALFUNC = redshift_sql.middle)
;;
CREATE OR REPLACE AGGREGATE redshift_sql.median(integer) (SFUNC = array_append, STYPE = integer[], FINALFUNC = redshift_sql.middle)
;;
CREATE OR REPLACE AGGREGATE redshift_sql.median(double precision) (SFUNC = array_append, STYPE = double precision[], FINALFUNC = redshift_sql.middle)
;;
-- SUPER is a domain over jsonb. jsonb keeps exact numbers and does not keep the order of an object's keys.
DO $$ BEGIN
  IF to_regtype('redshift_sql.super') IS NULL THEN CREATE DOMAIN redshift_sql.super AS jsonb; END IF;
END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.repeats_a_key(value json) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE json_typeof(value)
    WHEN 'object' THEN (SELECT count(*) > count(DISTINCT key) OR bool_or(redshift_sql.repeats_a_key(part))
      FROM json_each(value) AS entry(key, part))
    WHEN 'array' THEN (SELECT coalesce(bool_or(redshift_sql.repeats_a_key(part)), false)
      FROM json_array_elements(value) AS element(part))
    ELSE false END;
END $$
;;
-- Rejects an object that has a key twice, as Redshift does by default. jsonb would keep the last value. The slow search
-- for the repeated key runs only if the text has more keys than the value.
CREATE OR REPLACE FUNCTION redshift_sql.json_parse(t text) RETURNS redshift_sql.super LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  value jsonb := t::jsonb;
  -- Every key counts at least once.
  colons bigint := (SELECT count(*) FROM regexp_matches(t, '"\s*:', 'g'));
  keys bigint := (SELECT count(*) FROM jsonb_path_query(value, 'strict $.** ? (@.type() == "object").keyvalue()'));
BEGIN
  IF keys <> colons AND redshift_sql.repeats_a_key(t::json) THEN
    RAISE EXCEPTION USING ERRCODE = '22030', MESSAGE = 'Repeated attribute in the same object is not supported';
  END IF;
  RETURN value;
END $$
;;
-- JSON without white space.
CREATE OR REPLACE FUNCTION redshift_sql.json_serialize(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN CASE jsonb_typeof(value)
    WHEN 'object' THEN (SELECT '{' || coalesce(string_agg(to_jsonb(key)::text || ':' || redshift_sql.json_serialize(part), ','), '')
      || '}' FROM jsonb_each(value) AS entry(key, part))
    WHEN 'array' THEN (SELECT '[' || coalesce(string_agg(redshift_sql.json_serialize(part), ',' ORDER BY place), '') || ']'
      FROM jsonb_array_elements(value) WITH ORDINALITY AS element(part, place))
    ELSE value::text END;
END $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.json_typeof(value jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT jsonb_typeof(value) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.is_array(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof(value) = 'array', false) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.is_object(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof(value) = 'object', false) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.is_scalar(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof(value) IN ('string', 'number', 'boolean'), false) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.is_varchar(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof(value) = 'string', false) $$
;;
CREATE OR REPLACE FUNCTION redshift_sql.is_boolean(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof(value) = 'boolean', false) $$
;;
-- The length of an array; null for other values.
CREATE OR REPLACE FUNCTION redshift_sql.get_array_length(value jsonb) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN jsonb_typeof(value) = 'array' THEN jsonb_array_length(value) END $$
