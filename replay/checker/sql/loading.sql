-- The clients' journal as tables of this session alone, and what the checks share. Placeholders: none.
create temp table journal (
  what "char", at float8, till float8, client integer, request integer, entry uuid, hold bigint, voter bigint, word text, more text
) partition by list (what);
create temp table j_c partition of journal for values in ('c');
create temp table j_x partition of journal for values in ('x');
create temp table j_s partition of journal for values in ('s');
create temp table j_v partition of journal for values in ('v');
create temp table j_h partition of journal for values in ('h');
create temp table j_l partition of journal for values in ('l');
create temp table j_g partition of journal for values in ('g');
create temp table j_d partition of journal for values in ('d');
create temp table j_r partition of journal for values in ('r');
create temp table j_f partition of journal for values in ('f');
create temp table j_p partition of journal for values in ('p');
create temp table shipped (seq bigint, id uuid, kind text, verdict text);
