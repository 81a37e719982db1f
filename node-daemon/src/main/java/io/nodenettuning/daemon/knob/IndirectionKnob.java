package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.IndirectionMode;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Rss;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Kernel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which receive queue a hash leads to: {@code ethtool -X}. The table that the kernel makes by
 * default is asked for as the default, so that the driver goes on fitting it to its queues; while
 * another one stands, a driver refuses to have fewer queues than it names.
 */
public final class IndirectionKnob extends ReceiveHashKnob {
  private static final String LEAF = "indirection";

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    Rss rss = rule.rss();
    return rss == null || rss.indirection() == null
        ? List.of()
        : List.of(new Wish(setting(nic, LEAF), rule.name(), ask(rss, nic, context)));
  }

  private static Wish.Ask ask(Rss rss, Nic nic, Context context) {
    int queues = nic.rxQueues().size();
    if (rss.indirection() == IndirectionMode.Equal) {
      return new Wish.To(new Value.Word(IndirectionTable.equalText(queues)), "");
    }
    List<Integer> weights = Objects.requireNonNullElse(rss.weights(), List.of());
    if (weights.stream().allMatch(weight -> weight == 0)) {
      return new Wish.Cannot(Outcome.Unresolved, "no queue has a weight above 0");
    }
    if (weights.size() > queues) {
      return new Wish.Cannot(
          Outcome.Unsupported,
          "weights for %d queues; %s has %d".formatted(weights.size(), nic.name(), queues));
    }
    return switch (context.facts().parameters().indirection(nic)) {
      case Answer.Got<List<Integer>> table ->
          new Wish.To(
              new Value.Word(IndirectionTable.weighted(weights, table.value().size())),
              "%d entries".formatted(table.value().size()));
      case Answer.Refused<List<Integer>> refused -> {
        Observation.Missing missing = missing(nic.name(), refused.errno());
        yield new Wish.Cannot(missing.outcome(), missing.message());
      }
    };
  }

  @Override
  public Stream<Setting> ofQueues(Nic nic) {
    return Stream.of(setting(nic, LEAF));
  }

  @Override
  public Optional<String> attribute(Nic nic, String leaf) {
    return leaf.equals(LEAF) ? Optional.of(LEAF) : Optional.empty();
  }

  @Override
  public Value parse(String text) {
    return new Value.Word(text);
  }

  @Override
  Observation observe(Kernel kernel, Setting setting) {
    return switch (kernel.receiveHash().indirection(setting.device())) {
      case Answer.Got<List<Integer>> table -> new Observation.Seen(value(table.value()));
      case Answer.Refused<List<Integer>> refused -> missing(setting.device(), refused.errno());
    };
  }

  private static Value value(List<Integer> table) {
    return new Value.Word(IndirectionTable.text(table));
  }

  private static Observation.Missing missing(String device, Errno errno) {
    return errno.equals(Errno.EOPNOTSUPP)
        ? new Observation.Missing(
            Outcome.Unsupported, "the driver of %s has no indirection table".formatted(device))
        : new Observation.Missing(
            Outcome.Failed, "reading the indirection table of %s: %s".formatted(device, errno));
  }

  @Override
  Effect write(Kernel kernel, Setting setting, Value value) {
    String device = setting.device();
    if (!(kernel.receiveHash().indirection(device) instanceof Answer.Got<List<Integer>> now)) {
      return new Effect.Refused(Outcome.Failed, device + " lost its indirection table");
    }
    boolean isDefault =
        value.text().equals(IndirectionTable.equalText(Queues.rxCount(kernel, device)));
    List<Integer> table =
        isDefault ? List.of() : IndirectionTable.table(value.text(), now.value().size());
    return switch (kernel.receiveHash().setIndirection(device, table)) {
      case Answer.Got<List<Integer>> got -> new Effect.ReadBack(value(got.value()));
      case Answer.Refused<List<Integer>> refused ->
          new Effect.Refused(
              refused.errno().equals(Errno.EOPNOTSUPP) ? Outcome.Unsupported : Outcome.Failed,
              "setting the indirection table of %s to %s: %s"
                  .formatted(device, value.text(), refused.errno()));
    };
  }
}
