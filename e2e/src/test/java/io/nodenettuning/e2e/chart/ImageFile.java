package io.nodenettuning.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A container image in a tar file, as {@code dev/images} makes it.
 *
 * @param tag name and tag under which it is loaded
 * @param config user, entrypoint and the like
 * @param files all entries of all layers
 */
record ImageFile(String tag, JsonNode config, List<TarArchiveEntry> files) {

  /** Reads an image. */
  static ImageFile read(Path file) throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    try (TarArchiveInputStream tar = tar(Files.newInputStream(file))) {
      for (TarArchiveEntry part = tar.getNextEntry(); part != null; part = tar.getNextEntry()) {
        parts.put(part.getName(), tar.readAllBytes());
      }
    }
    JsonNode manifest = Chart.YAML.readTree(parts.get("manifest.json")).path(0);
    List<TarArchiveEntry> files = new ArrayList<>();
    for (JsonNode layer : manifest.path("Layers")) {
      InputStream packed = new ByteArrayInputStream(parts.get(layer.asText()));
      try (TarArchiveInputStream tar = tar(new GZIPInputStream(packed))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          files.add(entry);
        }
      }
    }
    return new ImageFile(
        manifest.at("/RepoTags/0").asText(),
        Chart.YAML.readTree(parts.get(manifest.path("Config").asText())).path("config"),
        files);
  }

  private static TarArchiveInputStream tar(InputStream stream) {
    return new TarArchiveInputStream(new BufferedInputStream(stream));
  }
}
