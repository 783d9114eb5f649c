package io.jbarman.engine;

import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.transport.ByteText;
import io.jbarman.transport.ShellQuote;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many questions to one account of a host as one POSIX shell script, and the way back from its output to their answers.
 *
 * <p>Each fragment runs in a subshell of its own, with nothing on its standard input, and a syntax error in it ends only
 * that. What it writes travels as base64 between lines that start with a random mark: neither its output nor what the
 * account's start-up files say can be taken for a frame.
 *
 * @param mark at least 16 random characters out of letters and digits
 */
record FactScript(List<FactQuery.OfHost<?>> questions, String mark) {
    private static final String HEAD = """
            LC_ALL=C; export LC_ALL
            command -v base64 >/dev/null 2>&1 || { echo 'base64 (package coreutils) is not installed' >&2; exit 69; }
            """;

    FactScript {
        questions = List.copyOf(questions);
    }

    /** The script. */
    String text() {
        StringBuilder script = new StringBuilder(HEAD);
        for (int index = 0; index < questions.size(); index++) {
            script.append(frame(index, questions.get(index).script()));
        }
        return script.append("echo '").append(mark).append(" end'\n").toString();
    }

    private String frame(int index, String fragment) {
        return "echo '" + mark + " " + index + "'\n" + "{ ( eval " + ShellQuote.quote(fragment)
                + " ) </dev/null 2>/dev/null; printf '\\n%s' \"$?\"; } | base64\n";
    }

    /** The answers, given what the script wrote; {@code cutShort} tells why a frame may be missing. */
    Map<FactQuery<?>, Answer> answers(String output, String cutShort) {
        Map<Integer, String> frames = frames(output);
        Map<FactQuery<?>, Answer> answers = new LinkedHashMap<>();
        for (int index = 0; index < questions.size(); index++) {
            FactQuery.OfHost<?> question = questions.get(index);
            String frame = frames.get(index);
            answers.put(question, frame == null ? unanswered(question, cutShort) : read(frame));
        }
        return answers;
    }

    /** Complete frames by their index: one that no other mark follows was cut off. */
    private Map<Integer, String> frames(String output) {
        Map<Integer, String> frames = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        int open = -1;
        for (String line : output.split("\n", -1)) {
            if (!line.startsWith(mark + " ")) {
                lines.add(line.strip());
                continue;
            }
            if (open >= 0) {
                frames.put(open, String.join("", lines));
            }
            lines.clear();
            String label = line.substring(mark.length() + 1).strip();
            open = label.equals("end") ? -1 : Integer.parseInt(label);
        }
        return frames;
    }

    private static Answer unanswered(FactQuery<?> question, String cutShort) {
        return new Answer.None(
                question.name() + " was not answered: " + cutShort, "run the command again; with --debug it says more");
    }

    private static Answer read(String frame) {
        try {
            String text = ByteText.decode(Base64.getDecoder().decode(frame));
            int end = text.lastIndexOf('\n');
            return new Answer.Output(Integer.parseInt(text.substring(end + 1)), text.substring(0, end));
        } catch (RuntimeException e) {
            return new Answer.None(
                    "the shell's answer is garbled: " + e.getMessage(),
                    "see what else writes to the output of a shell of that account");
        }
    }
}
