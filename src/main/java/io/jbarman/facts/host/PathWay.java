package io.jbarman.facts.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who has the say over the way to a path: whoever may write to a directory on it may lead root elsewhere by a link. What
 * is to be changed behind such a directory is changed by its owner, who can lead nobody but itself.
 *
 * @param account as which things at the path are changed
 * @param problem why nothing is changed there at all
 */
public record PathWay(String account, Optional<String> problem) {
    private static final String ROOT = "root";

    /** One on which only root has the say. */
    public static final PathWay OF_ROOT = new PathWay(ROOT, Optional.empty());

    private static final int GROUP_WRITES = 5;
    private static final int OTHERS_WRITE = 8;
    private static final int STICKY = 9;

    /** Reads what {@code namei -mo} prints of the directory that something is in, links and what they lead to, too. */
    public static PathWay of(List<String> lines) {
        Set<String> owners = new TreeSet<>();
        Optional<String> open = Optional.empty();
        for (String line : lines) {
            String[] words = line.strip().split(" +", 4);
            if (words.length == 4 && words[0].length() == STICKY + 1 && "dl".indexOf(words[0].charAt(0)) >= 0) {
                if (!words[1].equals(ROOT)) {
                    owners.add(words[1]);
                }
                open = isOpen(words[0], words[2]) && words[1].equals(ROOT) ? Optional.of(words[3]) : open;
            }
        }
        if (open.isPresent()) {
            return new PathWay(
                    ROOT, Optional.of("others than root may write to directory " + open.get() + " on its way"));
        }
        if (owners.size() > 1) {
            return new PathWay(ROOT, Optional.of("directories on its way belong to " + String.join(" and ", owners)));
        }
        return new PathWay(owners.stream().findFirst().orElse(ROOT), Optional.empty());
    }

    /** Whoever may write to a sticky directory replaces nothing of somebody else's in it. */
    private static boolean isOpen(String mode, String group) {
        boolean writes = mode.charAt(OTHERS_WRITE) == 'w' || (mode.charAt(GROUP_WRITES) == 'w' && !group.equals(ROOT));
        return mode.charAt(0) == 'd' && writes && mode.charAt(STICKY) != 't' && mode.charAt(STICKY) != 'T';
    }

    /** Whether root goes there itself. */
    public boolean isRoots() {
        return account.equals(ROOT);
    }
}
