package io.jbarman.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words of Ansible's that have no place here, each with what is written instead. */
record RefusedWords(Map<String, String> instead) implements OpenKeys {
    private static final String WORKED_OUT =
            "a plan is worked out before anything runs, so that no task can wait for what another one says: ";
    private static final String CONDITION =
            WORKED_OUT + "use 'when' over vars, or a module that sees for itself what is there";
    private static final String FAILURE =
            "what a task needs is seen before anything is changed, and a task that fails stops those behind it on its"
                    + " host: leave it out";
    private static final String ONE_BY_ONE =
            "hosts are worked on in the order of what needs what; take some of them at a time with --limit";
    private static final String ROLES =
            "tasks come from the plays of this document: put those that are shared into a file,"
                    + " and write import_tasks: FILE among the tasks";
    private static final String BLOCK = "say when and become in the play, or put the"
            + " tasks into a file and write import_tasks: FILE, which takes when and tags for all of them";
    private static final String SHELL =
            "what it did could not be told before it ran; use the module for what it makes: "
                    + String.join(", ", Modules.names());
    private static final String NOTHING = "it changes nothing that lasts: leave it out";
    private static final String PACKAGE = "use package: { name: ... }";

    static RefusedWords ofPlays() {
        Map<String, String> words = new LinkedHashMap<>();
        put(words, ONE_BY_ONE, "serial", "strategy", "order", "throttle", "max_fail_percentage", "any_errors_fatal");
        put(words, ROLES, "roles", "import_playbook", "collections");
        put(words, "leave it out: what is needed of a host is asked, and only that", "gather_facts", "gather_subset");
        put(
                words,
                "write vars here, or vars_files at the top of the document",
                "vars_files",
                "vars_prompt",
                "module_defaults");
        put(words, "write tasks; they are done in their order", "pre_tasks", "post_tasks");
        put(words, "say how the host is reached under hosts", "remote_user", "connection", "port");
        put(words, FAILURE, "ignore_errors", "ignore_unreachable", "force_handlers");
        put(words, "give the variables by vars, or the process its environment", "environment");
        return new RefusedWords(words);
    }

    static RefusedWords ofTasks() {
        Map<String, String> words = new LinkedHashMap<>();
        put(words, CONDITION, "register", "changed_when", "failed_when", "until", "retries", "delay");
        put(words, BLOCK, "block");
        put(words, FAILURE, "rescue", "always", "ignore_errors", "ignore_unreachable", "any_errors_fatal");
        put(words, ONE_BY_ONE, "run_once", "throttle", "async", "poll");
        put(words, "write a play with the hosts that are meant", "delegate_to", "delegate_facts", "local_action");
        put(words, ROLES, "include_tasks", "include_role", "import_role", "include", "import_playbook");
        put(words, "name the file in vars_files of the document", "include_vars");
        put(words, "write vars of the play, or of the host", "vars", "set_fact", "add_host", "group_by");
        put(words, "use loop: [a, b], with {{ item }}", "with_items", "with_list", "with_dict", "with_fileglob");
        put(words, "loop has one variable: item", "loop_control", "with_subelements", "with_sequence");
        put(words, SHELL, "shell", "raw", "script", "expect");
        put(words, NOTHING, "debug", "fail", "assert", "pause", "wait_for", "meta", "ping", "setup", "stat", "slurp");
        put(words, PACKAGE, "apt", "yum", "dnf", "zypper", "apk", "pacman", "pip");
        put(words, "use service: { name: ... }", "systemd", "systemd_service", "sysvinit");
        put(
                words,
                "use copy or template: jbarman has the say over whole files",
                "lineinfile",
                "blockinfile",
                "replace");
        put(words, "put the files beside the document, and use copy", "get_url", "uri", "unarchive", "git", "fetch");
        put(words, "write the arguments into their module", "args", "action", "environment");
        put(words, "say how the host is reached under hosts", "remote_user", "connection", "become_method");
        put(words, "a check is a plan: 'jbarman plan'", "check_mode", "diff");
        communityNames(words);
        for (String module : Modules.names()) {
            words.put("ansible.builtin." + module, "write " + module);
        }
        put(words, "write authorized_key", "ansible.posix.authorized_key");
        return new RefusedWords(words);
    }

    static RefusedWords ofHandlers() {
        Map<String, String> words = new LinkedHashMap<>(ofTasks().instead());
        Modules.names().forEach(words::remove);
        put(words, "a task names it in notify", "listen");
        put(words, "conditions and loops are those of the tasks that notify it", "when", "loop");
        put(words, "it is chosen with the tasks that notify it", "tags");
        put(words, "a handler notifies nobody", "notify");
        return new RefusedWords(words);
    }

    private static void communityNames(Map<String, String> words) {
        Map<String, String> ours = Map.of(
                "postgresql_set", "postgres_setting",
                "postgresql_alter_system", "postgres_setting",
                "postgresql_user", "postgres_role",
                "postgresql_db", "postgres_database",
                "postgresql_privs", "postgres_grant",
                "postgresql_membership", "postgres_role with member_of",
                "postgresql_ext", "postgres_extension",
                "postgresql_slot", "postgres_slot",
                "postgresql_pg_hba", "postgres_hba");
        ours.forEach((community, name) -> {
            words.put(community, "write " + name);
            words.put("community.postgresql." + community, "write " + name);
        });
        put(words, SHELL, "postgresql_query", "postgresql_script");
    }

    private static void put(Map<String, String> words, String instead, String... names) {
        List.of(names).forEach(name -> words.put(name, instead));
    }

    @Override
    public String noun() {
        return "a word of Ansible's that has no place here";
    }

    @Override
    public Set<String> names() {
        return instead.keySet();
    }

    @Override
    public String help(String name) {
        return instead.getOrDefault(name, "");
    }

    @Override
    public Optional<String> refusal(String name) {
        return Optional.ofNullable(instead.get(name));
    }

    @Override
    public Optional<String> check(String name, String value) {
        return Optional.empty();
    }
}
