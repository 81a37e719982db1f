package io.nodenettuning.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.schema.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused without an API server is what the API server refuses, in the same words. */
class ValidationTest {
  /** Field, what the API server puts before a message of ours, and the message. */
  private static final Pattern OURS =
      Pattern.compile(
          "(\\S+): (?:Required value: |Forbidden: |Invalid value: \"(?:string|object|)\": )(.*)");

  private static final Pattern THEIRS = Pattern.compile("(\\S+): .*");
  private static final Pattern UNKNOWN_FIELD =
      Pattern.compile("strict decoding error: unknown field \"(.*)\"");

  static Stream<Case> refusedTunings() {
    return Case.allRefused().filter(Case::isTuning);
  }

  static Stream<Case> acceptedTunings() {
    return Stream.concat(Case.allAccepted().filter(Case::isTuning), Case.examples());
  }

  @ParameterizedTest
  @MethodSource("refusedTunings")
  void refusesWhatTheApiServerRefuses(Case refused) {
    List<Problem> problems = problems(refused);

    assertThat(problems)
        .extracting(Problem::path)
        .containsExactlyInAnyOrderElementsOf(
            refused.refusals().stream().map(ValidationTest::path).distinct().toList());
    for (String refusal : refused.refusals()) {
      Matcher ours = OURS.matcher(refusal);
      if (ours.matches() && !ours.group(2).contains(" in body ")) {
        assertThat(problems)
            .extracting(problem -> problem.path() + " " + problem.message())
            .contains(path(refusal) + " " + ours.group(2).replaceFirst("^metadata.name: ", ""));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("acceptedTunings")
  void acceptsWhatTheApiServerAccepts(Case accepted) {
    assertThat(problems(accepted)).isEmpty();
  }

  private static List<Problem> problems(Case tuning) {
    try {
      return ApiJson.understand(tuning.resource(), NodeNetTuning.class).problems();
    } catch (NotUnderstoodException e) {
      return List.of(e.problem());
    }
  }

  private static String path(String refusal) {
    Matcher unknown = UNKNOWN_FIELD.matcher(refusal);
    if (unknown.matches()) {
      return unknown.group(1);
    }
    Matcher theirs = THEIRS.matcher(refusal);
    assertThat(theirs.matches()).as(refusal).isTrue();
    return theirs.group(1).replace("<nil>", "metadata.name");
  }
}
