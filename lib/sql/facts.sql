-- What the front desk hands to a room that records: one row a fact. `at` is the device's `seen_at`, corrected
-- for its clock; `withdrawn_by` names an entry that withdrew this one before it arrived.
create type door_fact as (
  id uuid, seq bigint, kind text, person_id bigint, device_id bigint, source text,
  at timestamptz, received_at timestamptz, payload jsonb, withdrawn_by uuid
);

-- What a room answers where it did not simply record.
create type door_verdict as (id uuid, verdict text, reason text);

-- A UUID that begins with its time (RFC 9562, version 7); PostgreSQL has its own only from 18 on.
create function door_uuid7() returns uuid language sql volatile as $$
  select encode(set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid())
            placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1), 'hex')::uuid
$$;
