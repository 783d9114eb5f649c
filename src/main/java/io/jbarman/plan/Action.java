package io.jbarman.plan;

/** The whole vocabulary of what a plan does to a resource, with the sign that it is printed with. */
public enum Action {
    CREATE("+"),
    UPDATE("~"),
    REMOVE("-"),
    /** Runs something that leaves nothing behind to compare: a reload, a restart. */
    RUN("*");

    private final String sign;

    Action(String sign) {
        this.sign = sign;
    }

    /** One character. */
    public String sign() {
        return sign;
    }
}
