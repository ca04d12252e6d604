-- Times are seconds since 1970, as OpenAI's API has them; numbers give the order; metadata and data are JSON.
create table file (
    number integer primary key autoincrement,
    id text not null unique,
    filename text not null,
    purpose text not null,
    bytes integer not null,
    lines integer not null,
    created integer not null
);

create table job (
    number integer primary key autoincrement,
    id text not null unique,
    status text not null,
    base text not null,
    place text not null,
    training_file text not null,
    validation_file text,
    suffix text,
    seed integer not null,
    epochs integer not null,
    batch_size integer not null,
    rate real not null,
    metadata text not null,
    created integer not null,
    finished integer,
    model text,
    result_file text,
    tokens integer,
    error_code text,
    error text
);

create index job_by_status on job (status, number);

-- A mark stands for what is told once, however often a job begins again.
create table job_event (
    number integer primary key autoincrement,
    id text not null unique,
    job text not null references job (id),
    created integer not null,
    level text not null,
    type text not null,
    message text not null,
    data text,
    mark text,
    unique (job, mark)
);

create index job_event_by_job on job_event (job, number);

-- The result of a job, without a step, and its checkpoints.
create table tuned_model (
    number integer primary key autoincrement,
    id text not null unique,
    name text not null unique,
    job text not null references job (id),
    place text not null,
    step integer,
    metrics text not null,
    created integer not null,
    deleted integer
);
