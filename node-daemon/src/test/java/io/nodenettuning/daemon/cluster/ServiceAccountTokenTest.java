package io.nodenettuning.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAccountTokenTest {
  @TempDir private Path folder;

  private ServiceAccountToken.Claims claims(String token) throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, token);
    return new ServiceAccountToken(file).claims();
  }

  private static String jwt(String claims) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2lnbmF0dXJl\n";
  }

  @Test
  void aPodsTokenTellsWhereItRuns() throws IOException {
    assertThat(
            claims(
                jwt(
                    "{\"kubernetes.io\":{\"namespace\":\"ns\",\"node\":{\"name\":\"n1\",\"uid\":"
                        + "\"u1\"},\"pod\":{\"name\":\"p\"}}}")))
        .isEqualTo(new ServiceAccountToken.Claims("n1", "u1", "ns"));
  }

  @Test
  void aTokenOfAnOlderClusterTellsLess() throws IOException {
    assertThat(claims(jwt("{\"kubernetes.io\":{\"namespace\":\"ns\"}}")))
        .isEqualTo(new ServiceAccountToken.Claims("", "", "ns"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "opaque", "a.b", "e30.!!!.c2ln", "e30.bm90IGpzb24.c2ln"})
  void whatIsNoTokenTellsNothing(String token) throws IOException {
    assertThat(claims(token)).isEqualTo(ServiceAccountToken.Claims.NONE);
  }

  @Test
  void noTokenTellsNothing() {
    assertThat(new ServiceAccountToken(folder.resolve("none")).claims())
        .isEqualTo(ServiceAccountToken.Claims.NONE);
  }
}
