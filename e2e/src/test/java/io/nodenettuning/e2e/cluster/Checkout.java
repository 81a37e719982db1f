package io.nodenettuning.e2e.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** What of this checkout the tests take to the cluster. */
final class Checkout {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The chart. */
  static final Path CHART = ROOT.resolve("helm/nodenettuning");

  /** The examples. */
  static final Path EXAMPLES = ROOT.resolve("examples");

  private Checkout() {}

  /** The cluster lab's scripts. */
  static Path lab(String script) {
    return ROOT.resolve("lab/cluster").resolve(script);
  }

  /** The operator's image as a tar file. */
  static Path operatorImage() {
    return built(ROOT.resolve("operator/target/operator-image.tar"));
  }

  /** The node daemon's image as a tar file. */
  static Path daemonImage() {
    return built(ROOT.resolve("node-daemon/target/node-daemon-image.tar"));
  }

  private static Path built(Path image) {
    if (!Files.exists(image)) {
      throw new AssertionError(
          "no %s: dev/images builds it, and so does -Pimages".formatted(image));
    }
    return image;
  }
}
