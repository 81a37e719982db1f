package io.nodenettuning.daemon.agent;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.FoundDrift;
import io.nodenettuning.daemon.plan.PlannedSetting;
import io.nodenettuning.daemon.plan.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop: looks at the node, puts right what is not as it should be, reports. One thread decides;
 * everything else only {@linkplain #wake wakes} it.
 */
public final class Agent {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final int DRIFTS_KEPT = 8;
  private static final double JITTER = 0.2;
  private static final int PASSES_BETWEEN_CLOSER_LOOKS = 10;

  private final FactsReader factsReader;
  private final Journal journal;
  private final Tuner tuner;
  private final SteeredInterrupts steered;
  private final TuningSource source;
  private final ReportSink sink;
  private final InstantSource clock;
  private final Duration interval;
  private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);
  private final Deque<DriftEntry> drifts = new ArrayDeque<>();
  private final Map<String, Long> driftsByTuning = new HashMap<>();
  private volatile boolean stopped;
  private List<Object> lastCircumstances = List.of();
  private int untilCloserLook;
  private long driftsTotal;
  private long writes;

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
    this.factsReader = factsReader;
    this.journal = journal;
    this.tuner = new Tuner(kernel, factsReader, journal);
    this.steered = new SteeredInterrupts(factsReader, bans);
    this.source = source;
    this.sink = sink;
    this.clock = clock;
    this.interval = interval;
  }

  /** Asks for a pass now; many requests before it begins are one. Any thread may call it. */
  public void wake() {
    wakeUps.offer(true);
  }

  /** Ends {@link #run} once the pass under way is done. Any thread may call it. */
  public void stop() {
    stopped = true;
    wake();
  }

  /** Runs passes until {@link #stop} is called or the thread is interrupted. */
  public void run() {
    while (!stopped && !Thread.currentThread().isInterrupted()) {
      try {
        pass();
      } catch (IOException e) {
        LOG.atError().setCause(e).log("journal cannot be written: nothing is changed on this node");
      }
      try {
        wakeUps.poll(jittered(interval).toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Duration jittered(Duration interval) {
    double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Duration.ofMillis((long) (interval.toMillis() * factor));
  }

  /**
   * Makes one pass.
   *
   * @return its report; nothing as long as this node was never told anything
   * @throws IOException when the journal cannot be written
   */
  public Optional<Report> pass() throws IOException {
    Optional<Assignment> assignment = source.current();
    if (assignment.isEmpty()) {
      return Optional.empty();
    }
    Report report = pass(assignment.get());
    sink.report(report);
    return Optional.of(report);
  }

  private Report pass(Assignment assignment) throws IOException {
    // Irqbalance is looked for where there are interrupts to defend, and that is known at the end.
    Facts facts = factsReader.readWithoutSearch();
    boolean closer = isTimeToLookCloser(assignment, facts);
    if (closer) {
      tuner.forget();
    }
    Tuner.Tuned tuned = tuner.tune(facts, assignment.tunings(), assignment.hold());
    List<PlannedSetting> settings = tuner.foreseen(tuned, assignment.tunings());
    Pass pass = tuned.pass();
    for (FoundDrift drift : tuned.drifts()) {
      remember(drift);
    }
    writes += tuned.steps().size();
    log(tuned.steps(), settings);
    return new Report(
        assignment,
        pass.facts(),
        settings,
        pass.resolution().unmatchedRules(),
        new ArrayList<>(drifts),
        driftsTotal,
        Map.copyOf(driftsByTuning),
        writes,
        steered.defend(pass.facts(), journal.held(), closer));
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

  private void remember(FoundDrift drift) {
    driftsTotal++;
    driftsByTuning.merge(drift.tuningUid(), 1L, Long::sum);
    drifts.addFirst(new DriftEntry(drift, clock.instant()));
    if (drifts.size() > DRIFTS_KEPT) {
      drifts.removeLast();
    }
    LOG.atWarn()
        .addKeyValue("setting", drift.id())
        .addKeyValue("tuning", drift.tuning())
        .addKeyValue("from", drift.from())
        .addKeyValue("to", drift.to())
        .addKeyValue("corrected", drift.corrected())
        .log("drifted");
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
