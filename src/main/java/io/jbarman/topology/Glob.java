package io.jbarman.topology;

/** {@code *} for any characters and {@code ?} for one, in time that does not explode. */
final class Glob {
    private Glob() {}

    static boolean matches(String glob, String text) {
        int g = 0;
        int t = 0;
        int star = -1;
        int after = 0;
        while (t < text.length()) {
            boolean wild = g < glob.length() && glob.charAt(g) == '*';
            if (wild) {
                star = g++;
                after = t;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++after;
            } else {
                return false;
            }
        }
        return glob.substring(g).chars().allMatch(c -> c == '*');
    }
}
