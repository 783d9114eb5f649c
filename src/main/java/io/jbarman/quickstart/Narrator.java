package io.jbarman.quickstart;

import java.io.PrintWriter;

/** Numbers the scenes and says what to look at. */
final class Narrator {
    private final PrintWriter out;
    private final int scenes;
    private int scene;

    Narrator(PrintWriter out, int scenes) {
        this.out = out;
        this.scenes = scenes;
    }

    /** Begins a scene. */
    void scene(String title, String look) {
        scene++;
        out.println();
        out.println("[" + scene + "/" + scenes + "] " + title);
        out.println("      " + look);
        out.println();
        out.flush();
    }

    /** Says something that was checked. */
    void checked(String what) {
        out.println("  checked: " + what);
        out.flush();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }
}
