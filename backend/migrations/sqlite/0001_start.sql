-- SQLite. The same tables stand in the folder of the other dialect; a test compares them.

CREATE TABLE organisation (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    terms_version TEXT NOT NULL,
    terms_url TEXT,
    ring_seconds INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT organisation_pkey PRIMARY KEY (id)
) STRICT;

-- Sites that may frame the organisation's widget.
CREATE TABLE site (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    origin TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT site_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT site_org FOREIGN KEY (org_id) REFERENCES organisation (id)
) STRICT;
CREATE UNIQUE INDEX site_origin ON site (org_id, origin);

CREATE TABLE person (
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    -- PHC string; NULL until a password is set, and nobody signs in without one.
    password_hash TEXT,
    created_at INTEGER NOT NULL,
    CONSTRAINT person_pkey PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX person_email ON person (email);

CREATE TABLE membership (
    org_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    is_owner INTEGER NOT NULL,
    is_admin INTEGER NOT NULL,
    is_agent INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT membership_pkey PRIMARY KEY (org_id, person_id),
    CONSTRAINT membership_org FOREIGN KEY (org_id) REFERENCES organisation (id),
    CONSTRAINT membership_person FOREIGN KEY (person_id) REFERENCES person (id)
) STRICT;
CREATE INDEX membership_by_person ON membership (person_id);

CREATE TABLE session (
    -- SHA-256 of the token in the cookie.
    token_hash TEXT NOT NULL,
    person_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT session_pkey PRIMARY KEY (token_hash),
    CONSTRAINT session_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX session_by_person ON session (person_id);
CREATE INDEX session_by_end ON session (expires_at);

-- Failed sign-ins, by a hash of address and e-mail; forgotten after minutes.
CREATE TABLE sign_in_attempt (
    key_hash TEXT NOT NULL,
    failures INTEGER NOT NULL,
    forget_at INTEGER NOT NULL,
    CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (key_hash)
) STRICT;
CREATE INDEX sign_in_attempt_by_end ON sign_in_attempt (forget_at);

CREATE TABLE queue (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    is_default INTEGER NOT NULL,
    ring_seconds INTEGER NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT queue_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT queue_org FOREIGN KEY (org_id) REFERENCES organisation (id)
) STRICT;
CREATE UNIQUE INDEX queue_slug ON queue (org_id, slug);
CREATE UNIQUE INDEX queue_default ON queue (org_id) WHERE is_default = 1;

CREATE TABLE queue_agent (
    org_id TEXT NOT NULL,
    queue_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    CONSTRAINT queue_agent_pkey PRIMARY KEY (org_id, queue_id, person_id),
    CONSTRAINT queue_agent_queue FOREIGN KEY (org_id, queue_id) REFERENCES queue (org_id, id) ON DELETE CASCADE,
    CONSTRAINT queue_agent_member FOREIGN KEY (org_id, person_id) REFERENCES membership (org_id, person_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX queue_agent_by_person ON queue_agent (org_id, person_id);

-- Whether an agent takes calls, over all tabs and devices. No row means away.
CREATE TABLE agent_status (
    org_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    availability TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT agent_status_pkey PRIMARY KEY (org_id, person_id),
    CONSTRAINT agent_status_member FOREIGN KEY (org_id, person_id) REFERENCES membership (org_id, person_id) ON DELETE CASCADE,
    CONSTRAINT agent_status_availability CHECK (availability IN ('available', 'away'))
) STRICT;

CREATE TABLE ticket (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    queue_id TEXT NOT NULL,
    state TEXT NOT NULL,
    end_reason TEXT,
    joined_at INTEGER NOT NULL,
    ended_at INTEGER,
    -- Raised at each attachment of the shopper's widget; an older socket is no longer the ticket's.
    epoch INTEGER NOT NULL,
    resume_hash TEXT NOT NULL,
    absent_due_at INTEGER,
    round_started_at INTEGER NOT NULL,
    language TEXT NOT NULL,
    has_camera INTEGER NOT NULL,
    has_microphone INTEGER NOT NULL,
    terms_version TEXT NOT NULL,
    terms_accepted_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT ticket_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT ticket_queue FOREIGN KEY (org_id, queue_id) REFERENCES queue (org_id, id),
    CONSTRAINT ticket_state CHECK (state IN ('waiting', 'in_call', 'ended')),
    CONSTRAINT ticket_end CHECK ((state = 'ended') = (ended_at IS NOT NULL) AND (state = 'ended') = (end_reason IS NOT NULL))
) STRICT;
CREATE INDEX ticket_live ON ticket (org_id, queue_id, joined_at, id) WHERE state <> 'ended';
CREATE INDEX ticket_absent ON ticket (absent_due_at) WHERE absent_due_at IS NOT NULL;

-- What the page told of a shopper: personal data, apart from the ticket.
CREATE TABLE shopper_detail (
    org_id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    data_json TEXT NOT NULL,
    page_url TEXT,
    page_title TEXT,
    delete_after INTEGER NOT NULL,
    CONSTRAINT shopper_detail_pkey PRIMARY KEY (org_id, ticket_id),
    CONSTRAINT shopper_detail_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX shopper_detail_by_end ON shopper_detail (delete_after);

CREATE TABLE ring (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    -- When a desk has to have shown it while it is sent, when it is missed once it is shown.
    due_at INTEGER NOT NULL,
    ended_at INTEGER,
    CONSTRAINT ring_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT ring_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE,
    CONSTRAINT ring_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT ring_state CHECK (state IN ('sent', 'shown', 'accepted', 'declined', 'missed', 'unreachable', 'answered_by_another',
        'shopper_left', 'agent_left')),
    CONSTRAINT ring_end CHECK ((state IN ('sent', 'shown')) = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX ring_live ON ring (org_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX ring_by_ticket ON ring (org_id, ticket_id);
CREATE INDEX ring_due ON ring (due_at) WHERE ended_at IS NULL;

CREATE TABLE call (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    state TEXT NOT NULL,
    end_reason TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    CONSTRAINT call_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT call_of_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE,
    CONSTRAINT call_state CHECK (state IN ('running', 'ended')),
    CONSTRAINT call_end CHECK ((state = 'ended') = (ended_at IS NOT NULL) AND (state = 'ended') = (end_reason IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX call_ticket ON call (org_id, ticket_id);
CREATE INDEX call_running ON call (org_id) WHERE state = 'running';

CREATE TABLE participant (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    role TEXT NOT NULL,
    person_id TEXT,
    -- The tab that holds an agent's part.
    device TEXT,
    epoch INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    left_at INTEGER,
    absent_due_at INTEGER,
    CONSTRAINT participant_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT participant_call FOREIGN KEY (org_id, call_id) REFERENCES call (org_id, id) ON DELETE CASCADE,
    CONSTRAINT participant_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT participant_role CHECK (role IN ('shopper', 'agent', 'guest'))
) STRICT;
CREATE UNIQUE INDEX participant_live ON participant (org_id, person_id) WHERE role = 'agent' AND left_at IS NULL;
CREATE INDEX participant_by_call ON participant (org_id, call_id);
CREATE INDEX participant_absent ON participant (absent_due_at) WHERE absent_due_at IS NOT NULL;

CREATE TABLE rating (
    org_id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    stars INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT rating_pkey PRIMARY KEY (org_id, call_id),
    CONSTRAINT rating_call FOREIGN KEY (org_id, call_id) REFERENCES call (org_id, id) ON DELETE CASCADE,
    CONSTRAINT rating_stars CHECK (stars BETWEEN 1 AND 5)
) STRICT;

-- A shopper's own words, which may tell who he is: apart from the stars.
CREATE TABLE rating_comment (
    org_id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    comment TEXT NOT NULL,
    delete_after INTEGER NOT NULL,
    CONSTRAINT rating_comment_pkey PRIMARY KEY (org_id, call_id),
    CONSTRAINT rating_comment_rating FOREIGN KEY (org_id, call_id) REFERENCES rating (org_id, call_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX rating_comment_by_end ON rating_comment (delete_after);

-- Running server processes. Only a node renews its own lease; past it the node and its connections count as gone.
CREATE TABLE node (
    id TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    CONSTRAINT node_pkey PRIMARY KEY (id)
) STRICT;

CREATE TABLE connection (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    node_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    person_id TEXT,
    ticket_id TEXT,
    device TEXT,
    created_at INTEGER NOT NULL,
    closed_at INTEGER,
    CONSTRAINT connection_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT connection_node FOREIGN KEY (node_id) REFERENCES node (id) ON DELETE CASCADE,
    CONSTRAINT connection_member FOREIGN KEY (org_id, person_id) REFERENCES membership (org_id, person_id) ON DELETE CASCADE,
    CONSTRAINT connection_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE,
    CONSTRAINT connection_kind CHECK (kind IN ('agent', 'shopper')),
    CONSTRAINT connection_whose CHECK ((kind = 'agent') = (person_id IS NOT NULL))
) STRICT;
CREATE INDEX connection_by_node ON connection (node_id);
CREATE INDEX connection_of_person ON connection (org_id, person_id) WHERE closed_at IS NULL;
CREATE INDEX connection_of_ticket ON connection (org_id, ticket_id) WHERE closed_at IS NULL;

-- The history of an organisation. Ids only.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    org_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    ids_json TEXT NOT NULL,
    CONSTRAINT event_org FOREIGN KEY (org_id) REFERENCES organisation (id)
) STRICT;
CREATE INDEX event_by_org ON event (org_id, seq);

-- Who did what. Ids only.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    org_id TEXT,
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT,
    action TEXT NOT NULL,
    ids_json TEXT NOT NULL,
    CONSTRAINT audit_org FOREIGN KEY (org_id) REFERENCES organisation (id)
) STRICT;
CREATE INDEX audit_by_org ON audit (org_id, seq);

-- What is still to be done outside of the store.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    org_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload_json TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    done_at INTEGER,
    last_error TEXT,
    CONSTRAINT outbox_org FOREIGN KEY (org_id) REFERENCES organisation (id)
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;
