-- The codes by which voters are struck: a number in the precinct and a check digit (docs/decisions/strike-codes.md).
-- The check digit is H. Michael Damm's (Total anti-symmetrische Quasigruppen, Marburg 2004, p. 106): it catches every
-- wrong digit and every swap of neighbours. precincts/codes.py is the same in Python; a test compares them.

-- The digit to which the digits of `typed` lead through Damm's quasigroup of order ten; 0 means that they fit.
create function precincts_damm(typed text) returns integer language plpgsql immutable strict as $$
declare
  digit integer := 0;
begin
  for i in 1 .. length(typed) loop
    digit := substr('0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790',
                    digit * 10 + substr(typed, i, 1)::integer + 1, 1)::integer;
  end loop;
  return digit;
end $$;

-- The number that a typed code stands for, or null: no digits, too long, or a check digit that does not fit.
create function precincts_read_code(typed text) returns integer language sql immutable strict as $$
  select case when typed ~ '^[0-9]{2,8}$' and precincts_damm(typed) = 0 then left(typed, -1)::integer end
$$;

-- Where a voter stands on the list in street order: street, number, what follows it, name. A confidential voter has
-- no address here and so comes last.
create function precincts_street_order(p_precinct bigint)
returns table (voter_id bigint, place bigint) language sql stable as $$
  select v.id, row_number() over (
    order by h.street, substring(v.address from '^[0-9]{1,9}')::bigint nulls first, v.address collate "C",
             v.last_name, v.first_name, v.middle_name collate "C", v.id)
  from roll_voter v
  left join roll_household h on h.id = v.household_id
  where v.precinct_id = p_precinct and v.gone_at is null and v.status not in ('removed', 'pre')
$$;

-- Gives every voter of the precincts who has none a number: the next ones, in street order. Answers how many.
create function precincts_make_codes(precincts bigint[]) returns bigint language sql as $$
  with made as (
    insert into precincts_strikecode (precinct_id, n, voter_id)
    select p.id, coalesce((select max(c.n) from precincts_strikecode c where c.precinct_id = p.id), 0)
                 + row_number() over (partition by p.id order by o.place), o.voter_id
    from unnest(precincts) p(id)
    cross join lateral precincts_street_order(p.id) o
    where not exists (select from precincts_strikecode c where c.precinct_id = p.id and c.voter_id = o.voter_id)
    returning 1)
  select count(*) from made
$$;
