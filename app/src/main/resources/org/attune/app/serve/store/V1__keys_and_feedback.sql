-- SPDX-License-Identifier: Apache-2.0
-- Times are ISO 8601 in UTC; scopes have blanks between them; input, prediction and label are JSON.
create table access_key (
    id text primary key,
    hash text not null unique,
    scopes text not null,
    note text not null,
    created text not null,
    revoked text
);

create table feedback (
    number integer primary key autoincrement,
    model text not null,
    prediction_id text,
    input text not null,
    prediction text,
    truth text not null,
    label text not null,
    key_id text not null,
    created text not null
);

create index feedback_by_model on feedback (model, number);
