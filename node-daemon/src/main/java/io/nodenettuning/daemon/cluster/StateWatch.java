package io.nodenettuning.daemon.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches this node's object for ever: a list and a watch of exactly one name. */
final class StateWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateWatch.class);

  /** Hears of the object; on threads of the client, which must not be kept waiting. */
  interface Listener {
    /** It was made or changed, or was found there. */
    void changed(StateObject object);

    /** It is gone. */
    void gone();
  }

  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final Listener listener;
  private final AtomicBoolean away = new AtomicBoolean();

  StateWatch(SharedIndexInformer<GenericKubernetesResource> informer, Listener listener) {
    this.informer = informer;
    this.listener = listener;
    // A state to begin with, even an empty one, makes the first list a consistent read: an old
    // spec from a lagging cache must not be taken for the present one.
    informer
        .initialState(Stream.of())
        .exceptionHandler((_, problem) -> retry(problem))
        .addEventHandler(new Handler());
  }

  /** Begins; returns at once, whether the API server is there or not. */
  void start() {
    var _ = informer.start();
  }

  private boolean retry(Throwable problem) {
    if (away.compareAndSet(false, true)) {
      LOG.atWarn()
          .addKeyValue("problem", problem.getMessage())
          .log("cannot watch the state of this node: it keeps what it last knew");
    }
    return true;
  }

  private void accept(GenericKubernetesResource resource) {
    if (away.compareAndSet(true, false)) {
      LOG.atInfo().log("the state of this node is watched again");
    }
    StateReading.of(resource).ifPresent(listener::changed);
  }

  @Override
  public void close() {
    informer.stop();
  }

  private final class Handler implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource object) {
      accept(object);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
      accept(object);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
      listener.gone();
    }
  }
}
