-- When the calling window that is open now closes, in all of a voter's zones at once; null while it is shut.
create function lists_window_closes(zones text[], hours_from time, hours_to time, at timestamptz)
returns timestamptz language sql stable parallel safe as $$
  select case when bool_and((at at time zone zone)::time >= hours_from and (at at time zone zone)::time < hours_to)
         then min(((at at time zone zone)::date + hours_to) at time zone zone) end
  from unnest(zones) zone
$$;
