package io.jbarman.dsl;

/** How the barmanhost logs in: a role, which is then managed, and any of libpq's keywords. What editors complete; made from the description of the language. */
public interface ConninfoWords extends WordsForValues {
    /** The role, created and kept as it should be. */
    void role(Object value);

    /** The name of a secret, one of secrets. */
    void password(Object value);

    /** A superuser instead of a role with exactly the rights that Barman needs. */
    void superuser(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void application_name(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void channel_binding(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void client_encoding(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void connect_timeout(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void dbname(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void fallback_application_name(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void gssencmode(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void gsslib(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void host(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void hostaddr(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void keepalives(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void keepalives_count(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void keepalives_idle(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void keepalives_interval(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void krbsrvname(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void load_balance_hosts(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void max_protocol_version(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void min_protocol_version(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void options(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void passfile(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void port(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void sslcert(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void sslcompression(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void sslkey(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void sslkeylogfile(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void sslmode(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void sslnegotiation(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void sslrootcert(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void sslsni(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void target_session_attrs(Object value);

    /** Leave it out, or see PostgreSQL's documentation, "Parameter Key Words". */
    void tcp_user_timeout(Object value);
}
