package io.nodenettuning.operator.event;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.operator.fleet.PlainText;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kubernetes events on tunings ({@code events.k8s.io/v1}). An event is named after its incident, so
 * that the API server itself refuses to hear of it twice, also from the next leader.
 */
public final class TuningEvents {
  /** Events on cluster-scoped objects live in this namespace: the API server takes no other. */
  private static final String NAMESPACE = "default";

  private static final String CONTROLLER = "nodenettuning.io/operator";
  private static final int NOTE_LENGTH = 1024;
  private static final int HASH_BYTES = 8;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Logger LOG = LoggerFactory.getLogger(TuningEvents.class);

  private final KubernetesClient client;
  private final String instance;
  private final InstantSource clock;

  /**
   * Events told by this instance of the operator.
   *
   * @param instance name of the pod
   */
  public TuningEvents(KubernetesClient client, String instance, InstantSource clock) {
    this.client = client;
    this.instance = instance;
    this.clock = clock;
  }

  /** Tells of this, once. Telling is a courtesy: that it fails is logged and stops nothing. */
  public void tell(NodeNetTuning tuning, Occurrence occurrence) {
    try {
      client.resource(event(tuning, occurrence)).create();
      LOG.atInfo()
          .addKeyValue("tuning", tuning.getMetadata().getName())
          .addKeyValue("reason", occurrence.reason())
          .log(occurrence.note());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        LOG.atWarn()
            .addKeyValue("tuning", tuning.getMetadata().getName())
            .addKeyValue("reason", occurrence.reason())
            .setCause(e)
            .log("Cannot tell of an event");
      }
    }
  }

  private Event event(NodeNetTuning tuning, Occurrence occurrence) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(name(tuning, occurrence))
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(clock.instant())))
        .withReportingController(CONTROLLER)
        .withReportingInstance(instance)
        .withType(occurrence.reason().type())
        .withReason(occurrence.reason().name())
        .withAction(occurrence.reason().action())
        .withNote(PlainText.of(occurrence.note(), NOTE_LENGTH))
        .withRegarding(
            new ObjectReferenceBuilder()
                .withApiVersion(tuning.getApiVersion())
                .withKind(tuning.getKind())
                .withName(tuning.getMetadata().getName())
                .withUid(tuning.getMetadata().getUid())
                .build())
        .withRelated(related(occurrence.node()))
        .build();
  }

  private static @Nullable ObjectReference related(@Nullable String node) {
    return node == null
        ? null
        : new ObjectReferenceBuilder().withApiVersion("v1").withKind("Node").withName(node).build();
  }

  private static String name(NodeNetTuning tuning, Occurrence occurrence) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(tuning.getMetadata().getUid().getBytes(StandardCharsets.UTF_8));
      digest.update(occurrence.reason().name().getBytes(StandardCharsets.UTF_8));
      byte[] hash = digest.digest(occurrence.incident().getBytes(StandardCharsets.UTF_8));
      return tuning.getMetadata().getName() + "." + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
