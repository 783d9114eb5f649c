package io.jbarman.picture;

import io.jbarman.graph.CycleException;
import io.jbarman.graph.Graph;
import io.jbarman.picture.Picture.Arrow;
import io.jbarman.picture.Picture.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where boxes go: each in a column behind those that point to it, within a column near those that point to it. Boxes of
 * a circle, which nothing that is drawn has, all go into the first column.
 *
 * @param columns ids of boxes, from left to right and from top to bottom
 */
record Layout(List<List<String>> columns) {
    static Layout of(Picture picture) {
        Map<String, Set<String>> before = new LinkedHashMap<>();
        picture.boxes().stream().map(Box::id).forEach(id -> before.put(id, new LinkedHashSet<>()));
        for (Arrow arrow : picture.arrows()) {
            before.getOrDefault(arrow.to(), new LinkedHashSet<>()).add(arrow.from());
        }
        Map<String, Integer> ranks = ranks(before);
        List<List<String>> columns = new ArrayList<>();
        before.keySet().forEach(id -> {
            while (columns.size() <= ranks.getOrDefault(id, 0)) {
                columns.add(new ArrayList<>());
            }
            columns.get(ranks.getOrDefault(id, 0)).add(id);
        });
        sort(columns, before);
        return new Layout(columns);
    }

    private static Map<String, Integer> ranks(Map<String, Set<String>> before) {
        Map<String, Integer> ranks = new HashMap<>();
        try {
            for (String id : Graph.of(before).order()) {
                int behind = before.getOrDefault(id, Set.of()).stream()
                        .mapToInt(earlier -> ranks.getOrDefault(earlier, 0) + 1)
                        .max()
                        .orElse(0);
                ranks.put(id, behind);
            }
        } catch (CycleException circle) {
            ranks.clear();
        }
        return ranks;
    }

    private static void sort(List<List<String>> columns, Map<String, Set<String>> before) {
        Map<String, Double> heights = new HashMap<>();
        for (List<String> column : columns) {
            Map<String, Double> wanted = new HashMap<>();
            for (int i = 0; i < column.size(); i++) {
                double own = i;
                wanted.put(
                        column.get(i),
                        before.getOrDefault(column.get(i), Set.of()).stream()
                                .mapToDouble(id -> heights.getOrDefault(id, own))
                                .average()
                                .orElse(own));
            }
            column.sort(java.util.Comparator.comparingDouble(id -> wanted.getOrDefault(id, 0.0)));
            for (int i = 0; i < column.size(); i++) {
                heights.put(column.get(i), (double) i);
            }
        }
    }
}
