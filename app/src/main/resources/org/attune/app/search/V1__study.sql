-- SPDX-License-Identifier: Apache-2.0
-- One study. Identity is JSON; a parameter's value stands as in the recipe; a number that is not known is null.
create table study (
    only_one integer primary key check (only_one = 1),
    identity text not null
);

create table trial (
    number integer primary key,
    state text not null,
    value real,
    seconds real not null,
    message text not null
);

create table parameter (
    trial integer not null references trial (number),
    path text not null,
    value text not null,
    primary key (trial, path)
);

create table evaluation (
    trial integer not null references trial (number),
    position integer not null,
    step integer not null,
    value real,
    primary key (trial, position)
);
