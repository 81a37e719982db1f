package io.nodenettuning.daemon.agent;

import io.nodenettuning.api.Limits;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.drift.Hint;
import io.nodenettuning.daemon.drift.Watcher;
import io.nodenettuning.daemon.drift.Writer;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NodeCapabilities;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.PromptThread;
import io.nodenettuning.daemon.plan.Desired;
import io.nodenettuning.daemon.plan.FoundDrift;
import io.nodenettuning.daemon.plan.PlannedSetting;
import io.nodenettuning.daemon.plan.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop: looks at the node, puts right what is not as it should be, reports. One thread decides;
 * everything else only posts where to look. A hint about some settings has those looked at again, a
 * hint about devices or CPUs, or the time, the whole node.
 */
public final class Agent {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final int PASSES_BETWEEN_CLOSER_LOOKS = 10;

  /** A writer may be heard of only after a look found what he did. */
  private static final Duration WRITERS_DELAY = Duration.ofSeconds(5);

  /** A process that changed something is named when it ends, and most end soon. */
  private static final Duration NAMES_DELAY = Duration.ofMinutes(1);

  private final Kernel kernel;
  private final FactsReader factsReader;
  private final Journal journal;
  private final Tuner tuner;
  private final SteeredInterrupts steered;
  private final TuningSource source;
  private final ReportSink sink;
  private final InstantSource clock;
  private final Inbox inbox = new Inbox();
  private final DriftHistory history = new DriftHistory();
  private final Contention contention;
  private final WatchedPaths watched;
  private final Pace pace;
  private @Nullable Watcher watcher;
  private volatile boolean stopped;
  private List<Object> lastCircumstances = List.of();
  private int untilCloserLook;
  private NodeCapabilities capabilities = NodeCapabilities.UNKNOWN;
  private long writes;
  private @Nullable Last last;

  /** What the last look at the whole node came to, and what was reported since. */
  private record Last(Pass pass, Report report) {}

  /**
   * An agent for one node.
   *
   * @param bans where irqbalance is told to leave the tunings' interrupts alone
   * @param interval how often it looks when nothing wakes it; jittered, so that a fleet does not
   *     look at once
   */
  public Agent(
      Kernel kernel,
      FactsReader factsReader,
      Journal journal,
      Bans bans,
      TuningSource source,
      ReportSink sink,
      InstantSource clock,
      Duration interval) {
    this.kernel = kernel;
    this.factsReader = factsReader;
    this.journal = journal;
    this.contention = new Contention(clock);
    this.tuner = new Tuner(kernel, factsReader, journal, contention);
    this.steered = new SteeredInterrupts(factsReader, bans);
    this.source = source;
    this.sink = sink;
    this.clock = clock;
    this.watched = new WatchedPaths(kernel.files());
    this.pace = new Pace(interval, System.nanoTime());
  }

  /** Asks for a pass now; many requests before it begins are one. Any thread may call it. */
  public void wake() {
    inbox.wake();
  }

  /** Ends {@link #run} once the pass under way is done. Any thread may call it. */
  public void stop() {
    stopped = true;
    wake();
  }

  /** The same as {@link #run}, and looks at once where the kernel tells of a change. */
  public void runWithEvents() {
    try (Watcher started = Watcher.start(kernel.files(), this::watches, this::accept)) {
      runWith(started);
    }
  }

  /**
   * The same with a watcher that was started for this agent, and that is somebody else's to end.
   */
  public void runWith(Watcher watcher) {
    this.watcher = watcher;
    PromptThread.become();
    run();
  }

  /** Whether a file is that of a setting which is kept as it is. Any thread may ask. */
  public boolean watches(String path) {
    return watched.contains(path);
  }

  /** Takes a hint where to look. Any thread may call it; it never waits. */
  public void accept(Hint hint) {
    inbox.accept(hint);
  }

  /** Runs passes until {@link #stop} is called or the thread is interrupted. */
  public void run() {
    while (!stopped && !Thread.currentThread().isInterrupted()) {
      try {
        step(inbox.take(pace.left(System.nanoTime())));
      } catch (IOException e) {
        LOG.atError().setCause(e).log("journal cannot be written: nothing is changed on this node");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void step(Inbox.Mail mail) throws IOException {
    open(mail);
    if (pace.left(System.nanoTime()) <= 0) {
      pass(mail.written, Map.of());
    }
    // After a pass too: it does not read everything anew that somebody may have changed.
    check(mail);
  }

  private void open(Inbox.Mail mail) {
    mail.named.forEach(this::name);
    pace.take(mail, this::isKnown, System.nanoTime());
  }

  /** Acts on what was posted, without waiting for more. */
  void step() throws IOException {
    step(inbox.takeNow());
  }

  private boolean isKnown(String device) {
    return last != null
        && last.pass().facts().nics().stream().anyMatch(nic -> nic.name().equals(device));
  }

  private void name(Writer writer) {
    Instant since = clock.instant().minus(NAMES_DELAY);
    contention.name(writer, since);
    if (history.name(writer, since)) {
      report(Function.identity());
    }
  }

  /**
   * Makes one pass, whether it is time for one or not.
   *
   * @return its report; nothing as long as this node was never told anything
   * @throws IOException when the journal cannot be written
   */
  public Optional<Report> pass() throws IOException {
    Inbox.Mail mail = inbox.takeNow();
    open(mail);
    pass(mail.written, Map.of());
    check(mail);
    return last == null ? Optional.empty() : Optional.of(last.report());
  }

  private void pass(Map<String, Set<Writer>> written, Map<String, Origin> happened)
      throws IOException {
    Map<String, Origin> events = new HashMap<>(happened);
    events.putAll(pace.begin(System.nanoTime()));
    boolean eventful = pace.wasEventful();
    Optional<Assignment> assignment = source.current();
    if (assignment.isPresent()) {
      sink.report(pass(assignment.get(), written, events, eventful));
    }
  }

  private Report pass(
      Assignment assignment,
      Map<String, Set<Writer>> written,
      Map<String, Origin> events,
      boolean eventful)
      throws IOException {
    // Irqbalance is looked for where there are interrupts to defend, and that is known at the end.
    Facts facts = factsReader.readWithoutSearch();
    boolean closer = isTimeToLookCloser(assignment, facts) || eventful;
    if (closer) {
      tuner.forget();
    }
    contention.leftAlone();
    Tuner.Tuned tuned = tuner.tune(facts, assignment.tunings(), assignment.hold());
    Pass pass = tuned.pass();
    remember(tuned, writers(written), events);
    watched.watch(pass.resolution().desired());
    watched.leaveAlone(contention.leftAlone());
    List<PlannedSetting> rows = tuner.foreseen(tuned, assignment.tunings());
    if (closer || tuned.steps().stream().anyMatch(step -> step.setting().knob().slow())) {
      capabilities = capabilities(Report.interfaces(pass.facts(), rows));
    }
    Report report =
        new Report(
            assignment,
            pass.facts(),
            rows,
            pass.resolution().unmatchedRules(),
            history.latest(),
            history.total(),
            history.byTuning(),
            writes,
            steered.defend(pass.facts(), journal.held(), closer),
            blind(),
            capabilities);
    last = new Last(pass, report);
    return report;
  }

  /** No more devices are asked than a status shows. */
  private NodeCapabilities capabilities(List<Nic> of) {
    return factsReader.capabilities(of.subList(0, Math.min(of.size(), Limits.NICS)));
  }

  /** What reading disturbs is read again seldom, or when something else is new. */
  private boolean isTimeToLookCloser(Assignment assignment, Facts facts) {
    List<Object> circumstances =
        List.of(
            assignment, facts.cpus().online(), facts.nics().stream().map(Nic::identity).toList());
    if (untilCloserLook-- > 0 && circumstances.equals(lastCircumstances)) {
      return false;
    }
    untilCloserLook = PASSES_BETWEEN_CLOSER_LOOKS;
    lastCircumstances = circumstances;
    return true;
  }

  /** Looks again at what was written, and at what devices tell of themselves. */
  private void check(Inbox.Mail mail) throws IOException {
    Last before = last;
    if (before == null) {
      return;
    }
    Map<String, Set<Writer>> writers = writers(mail.written);
    Map<String, Origin> events = new HashMap<>();
    Set<Desired> some = new LinkedHashSet<>();
    for (String path : mail.written.keySet()) {
      Desired desired = watched.setting(path);
      if (desired != null) {
        some.add(desired);
      }
    }
    for (Hint change : mail.changes) {
      if (change instanceof Hint.Device device && Pace.isOfParameters(device.kind())) {
        events.put(device.name(), new Origin(device.suspects(), ""));
        before.pass().resolution().desired().stream()
            .filter(desired -> isParameter(desired, device.name()))
            .forEach(some::add);
      }
    }
    if (some.isEmpty()) {
      return;
    }
    Optional<Tuner.Tuned> checked =
        tuner.check(before.pass(), List.copyOf(some), before.report().assignment().hold());
    if (checked.isEmpty()) {
      pass(mail.written, events);
      return;
    }
    remember(checked.get(), writers, events);
    watched.leaveAlone(contention.leftAlone());
    boolean explained = explain(writers, checked.get().drifts());
    List<PlannedSetting> rows = replaced(before.report().settings(), checked.get().after());
    if (explained
        || !checked.get().drifts().isEmpty()
        || !rows.equals(before.report().settings())) {
      report(_ -> rows);
    }
  }

  private static boolean isParameter(Desired desired, String device) {
    return desired.setting().device().equals(device)
        && !desired.setting().attribute().startsWith("/");
  }

  /** Who wrote which setting, by its key. */
  private Map<String, Set<Writer>> writers(Map<String, Set<Writer>> written) {
    Map<String, Set<Writer>> writers = new HashMap<>();
    written.forEach((path, who) -> {
      Desired desired = watched.setting(path);
      if (desired != null) {
        writers.computeIfAbsent(desired.setting().key(), _ -> new LinkedHashSet<>()).addAll(who);
      }
    });
    return writers;
  }

  private void remember(
      Tuner.Tuned tuned, Map<String, Set<Writer>> writers, Map<String, Origin> events) {
    for (FoundDrift drift : tuned.drifts()) {
      Set<Writer> who = writers.getOrDefault(drift.key(), Set.of());
      Origin origin =
          who.isEmpty() ? Origin.event(drift.device(), events) : new Origin(List.copyOf(who), "");
      if (watcher != null && !who.stream().allMatch(Writer::named)) {
        watcher.nameShortLived();
      }
      contention.found(drift, origin);
      history.add(drift, clock.instant(), origin);
    }
    writes += tuned.steps().size();
    log(tuned.steps(), tuned.after());
  }

  private boolean explain(Map<String, Set<Writer>> writers, List<FoundDrift> found) {
    boolean explained = false;
    for (Map.Entry<String, Set<Writer>> one : writers.entrySet()) {
      if (found.stream().noneMatch(drift -> drift.key().equals(one.getKey()))) {
        Origin origin = new Origin(List.copyOf(one.getValue()), "");
        explained |= history.explain(one.getKey(), origin, clock.instant().minus(WRITERS_DELAY));
      }
    }
    return explained;
  }

  private static List<PlannedSetting> replaced(
      List<PlannedSetting> all, List<PlannedSetting> some) {
    Map<String, List<PlannedSetting>> byId = new LinkedHashMap<>();
    some.forEach(row -> byId.computeIfAbsent(row.id(), _ -> new ArrayList<>(1)).add(row));
    List<PlannedSetting> rows = new ArrayList<>(all);
    rows.replaceAll(row -> {
      for (PlannedSetting now : byId.getOrDefault(row.id(), List.of())) {
        if (now.isOf(row)) {
          return now;
        }
      }
      return row;
    });
    return rows;
  }

  /** Reports what is known since the last pass. */
  private void report(Function<List<PlannedSetting>, List<PlannedSetting>> rows) {
    Last before = last;
    if (before == null) {
      return;
    }
    Report known = before.report();
    Report report =
        new Report(
            known.assignment(),
            known.facts(),
            rows.apply(known.settings()),
            known.unmatchedRules(),
            history.latest(),
            history.total(),
            history.byTuning(),
            writes,
            known.irqbalance(),
            blind(),
            known.capabilities());
    last = new Last(before.pass(), report);
    sink.report(report);
  }

  private List<String> blind() {
    return watcher == null ? List.of() : watcher.blind();
  }

  private static void log(List<Step> steps, List<PlannedSetting> settings) {
    if (steps.isEmpty()) {
      return;
    }
    int failed = 0;
    for (PlannedSetting setting : settings) {
      failed += setting.outcome() == Outcome.Failed ? 1 : 0;
    }
    LOG.atInfo()
        .addKeyValue("writes", steps.size())
        .addKeyValue("failed", failed)
        .log("settings written");
  }
}
