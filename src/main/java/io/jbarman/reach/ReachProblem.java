package io.jbarman.reach;

/** Why a server was not reached, as far as a decision may depend on it; the word is the diagnostic's code. */
public enum ReachProblem {
    /** The host itself is out of reach, or the account on it. */
    HOST("host-unreachable"),
    /** Nothing listens: PostgreSQL is stopped, not installed, or elsewhere. */
    DOWN("postgres-down"),
    /** PostgreSQL answers and refuses the login. */
    REFUSED("postgres-login-refused"),
    /** Something answers that is not PostgreSQL itself. */
    POOLER("postgres-behind-pooler"),
    /** The server is starting, stopping or out of connections: worth trying again later. */
    BUSY("postgres-busy");

    private final String code;

    ReachProblem(String code) {
        this.code = code;
    }

    /** The code of its diagnostics. */
    public String code() {
        return code;
    }

    /** Whether a diagnostic is of this kind. */
    public boolean isOf(io.jbarman.diagnostics.Diagnostic problem) {
        return problem.code().equals(code);
    }
}
