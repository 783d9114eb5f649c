package io.jbarman.wal;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;

/**
 * WAL that we hold and the server's history does not: the server left that timeline earlier, as after a failover to a
 * standby that had not yet received the last of it.
 *
 * @param position how far we hold it
 * @param switchPoint where the server left it
 * @param next the timeline on which the server went on there
 */
record Divergence(TimelineId timeline, Lsn position, Lsn switchPoint, TimelineId next) {
    /** The same, where the record knows that we hold more of that timeline. */
    Divergence upTo(StreamRecord record) {
        return record.timeline().equals(timeline)
                ? new Divergence(timeline, Lsn.max(position, record.position()), switchPoint, next)
                : this;
    }

    /** Whether the other one tells of the server's leaving the same timeline there, however far we hold it. */
    boolean isOfSameFork(Divergence other) {
        return timeline.equals(other.timeline) && switchPoint.equals(other.switchPoint) && next.equals(other.next);
    }

    /** What it is, in words that stay: how it is told may change. */
    String mark() {
        return timeline + " " + switchPoint + " " + next + " " + position;
    }

    String describe() {
        return "we hold WAL of timeline " + timeline + " up to " + position + ", the server left that timeline at "
                + switchPoint + " for timeline " + next;
    }

    JsonObject toJson() {
        return new JsonBuilder()
                .put("timeline", timeline.value())
                .put("position", position.toString())
                .put("switch_point", switchPoint.toString())
                .put("next_timeline", next.value())
                .build();
    }

    static Divergence parse(JsonValue value) {
        JsonObject object = value.asObject();
        return new Divergence(
                new TimelineId(object.get("timeline").asLong()),
                Lsn.parse(object.get("position").asText()),
                Lsn.parse(object.get("switch_point").asText()),
                new TimelineId(object.get("next_timeline").asLong()));
    }
}
