package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.drift.Hint;
import io.nodenettuning.daemon.drift.Watcher;
import io.nodenettuning.daemon.drift.Writer;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.NodeCapabilities;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.PromptThread;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.plan.Desired;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final Kernel kernel;
  private final FactsReader factsReader;
  private final Journal journal;
  private final Tuner tuner;
  private final SteeredInterrupts steered;
  private final TuningSource source;
  private final ReportSink sink;
  private final Drifts drifts;
  private final Pace pace;
  private final Inbox inbox = new Inbox();
  private final CloserLooks closerLooks = new CloserLooks();
  private final WriteLog writeLog = new WriteLog();
  private @Nullable Watcher watcher;
  private volatile boolean stopped;
  private NodeCapabilities capabilities = NodeCapabilities.UNKNOWN;
  private boolean devicesAreDue;
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
    this.drifts = new Drifts(kernel.files(), clock);
    this.tuner = new Tuner(kernel, factsReader, journal, drifts.restraint());
    this.steered = new SteeredInterrupts(factsReader, bans);
    this.source = source;
    this.sink = sink;
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

  /**
   * The same as {@link #run}, and looks at once where the kernel tells of a change, or a file was
   * changed from which it follows what is wanted.
   */
  public void runWithEvents() {
    try (Watcher started = Watcher.start(kernel.files(), this::watches, followed(), this::accept)) {
      runWith(started);
    }
  }

  /** The same as {@link #run}, and looks at once where such a file was changed. */
  public void runWithFiles() {
    try (Watcher started = Watcher.start(kernel.files(), followed(), this::accept)) {
      runWith(started);
    }
  }

  private List<String> followed() {
    List<String> followed = new ArrayList<>(source.files());
    FactsReader.filesOnDisk().forEach(path -> followed.add(kernel.files().place(path)));
    return followed;
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
    return drifts.watches(path);
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

  /** Acts on what was posted, without waiting for more. */
  void step() throws IOException {
    step(inbox.takeNow());
  }

  private void step(Inbox.Mail mail) throws IOException {
    open(mail);
    if (pace.left(System.nanoTime()) <= 0) {
      pass(mail.written, Map.of());
    }
    // After a pass too: it does not read everything anew that somebody may have changed.
    check(mail);
    askDevices();
  }

  private void open(Inbox.Mail mail) {
    if (mail.everything) {
      tuner.forget();
    }
    boolean told = false;
    for (Writer writer : mail.named) {
      told |= drifts.name(writer);
    }
    if (told) {
      report(List.of());
    }
    pace.take(mail, this::isKnown, System.nanoTime());
  }

  private boolean isKnown(String device) {
    return last != null
        && last.pass().facts().nics().stream().anyMatch(nic -> nic.name().equals(device));
  }

  /**
   * Makes one pass, whether it is time for one or not; asks no device what it can be set to.
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
    pace.begin(System.nanoTime())
        .forEach((device, what) -> events.merge(device, what, Origin::and));
    boolean eventful = pace.wasEventful();
    if (watcher != null) {
      watcher.renew();
    }
    Optional<Assignment> assignment = source.current();
    if (assignment.isPresent()) {
      pass(assignment.get(), new Heard(written, events), eventful);
    }
  }

  private void pass(Assignment assignment, Heard heard, boolean eventful) throws IOException {
    // Irqbalance is looked for where there are interrupts to defend, and that is known at the end.
    Facts facts = factsReader.readWithoutSearch();
    boolean closer = closerLooks.isDue(assignment, facts, eventful);
    if (closer) {
      tuner.forgetOld(facts);
    }
    Tuner.Tuned tuned = tuner.tune(facts, assignment.tunings(), assignment.hold());
    Pass pass = tuned.pass();
    remember(tuned, heard);
    drifts.explain(heard, Map.of(), tuned.drifts());
    drifts.watch(pass.resolution().desired());
    List<PlannedSetting> rows = tuner.foreseen(tuned, assignment.tunings());
    Report report =
        new Report(
            assignment,
            pass.facts(),
            rows,
            pass.resolution().unmatchedRules(),
            drifts.latest(),
            drifts.total(),
            drifts.byTuning(),
            writes,
            steered.defend(pass.facts(), journal.held(), closer),
            blind(),
            capabilities);
    devicesAreDue |=
        closer
            || !report.isComplete()
            || tuned.steps().stream().anyMatch(step -> step.setting().knob().slow());
    report(pass, report);
  }

  /**
   * Asks devices what they can be set to, where that may have changed: after all that a look was
   * for.
   */
  private void askDevices() {
    Last before = last;
    if (before == null || !devicesAreDue) {
      return;
    }
    devicesAreDue = false;
    NodeCapabilities now = factsReader.capabilities(before.report().describedInterfaces());
    if (!now.equals(capabilities)) {
      capabilities = now;
      report(List.of());
    }
  }

  /** Looks again at what was written, and at what devices tell of themselves. */
  private void check(Inbox.Mail mail) throws IOException {
    Last before = last;
    if (before == null) {
      return;
    }
    Map<String, Origin> events = mail.parameters();
    Map<String, Origin> suspected = new HashMap<>();
    Set<Desired> some = new LinkedHashSet<>();
    mail.written.keySet().forEach(path -> drifts.setting(path).ifPresent(some::add));
    events.forEach((device, suspects) -> {
      for (Desired desired : before.pass().resolution().desired()) {
        if (isParameter(desired, device)) {
          some.add(desired);
          suspected.put(desired.setting().key(), suspects);
        }
      }
    });
    Heard anew = new Heard(mail.written, mail.rings());
    if (some.isEmpty()) {
      if (drifts.explain(anew, suspected, List.of())) {
        report(List.of());
      }
      return;
    }
    Optional<Tuner.Tuned> checked =
        tuner.check(before.pass(), List.copyOf(some), before.report().assignment().hold());
    if (checked.isEmpty()) {
      pass(mail.written, events);
      return;
    }
    Tuner.Tuned tuned = checked.get();
    Heard heard = new Heard(mail.written, events);
    remember(tuned, heard);
    boolean explained = drifts.explain(anew, suspected, tuned.drifts());
    if (explained || !tuned.drifts().isEmpty() || !before.report().tells(tuned.after())) {
      report(tuned.after());
    }
  }

  private static boolean isParameter(Desired desired, String device) {
    Setting setting = desired.setting();
    return setting.device().equals(device)
        && (!setting.attribute().startsWith("/") || setting.knob().comesWithDevice());
  }

  private void remember(Tuner.Tuned tuned, Heard heard) {
    boolean unnamed = drifts.found(tuned.drifts(), heard);
    if (unnamed && watcher != null) {
      watcher.nameShortLived();
    }
    writes += tuned.steps().size();
    writeLog.tell(tuned.steps(), tuned.after());
  }

  /** Reports what is known since the last pass, some of its rows being newer. */
  private void report(List<PlannedSetting> rows) {
    Last before = last;
    if (before != null) {
      report(before.pass(), before.report().updated(rows, drifts, writes, blind(), capabilities));
    }
  }

  private void report(Pass pass, Report report) {
    last = new Last(pass, report);
    sink.report(report);
  }

  private List<String> blind() {
    return watcher == null ? List.of() : watcher.blind();
  }
}
