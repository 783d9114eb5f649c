package io.jbarman.dsl;

/** How the role is a member of another one; options that are left out are left alone. What editors complete; made from the description of the language. */
public interface MemberOfWords extends WordsForValues {
    /** Whether it may grant the membership to others. */
    void admin(Object value);

    /** Whether it has the other's privileges (PostgreSQL 16). */
    void inherit(Object value);

    /** Whether it may become the other by SET ROLE (PostgreSQL 16). */
    void set(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
