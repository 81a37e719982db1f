package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.cli.print.IoErrors;
import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.cli.source.BadTuningsException;
import java.io.IOException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "nnt",
    description = "Tunes the network path of a Linux node as NodeNetTuning resources declare it.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "For a first look: 'nnt facts', and 'nnt plan -f tuning.yaml'. Both write nothing and need no root."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Nnt.Version.class)
public final class Nnt {
  private Nnt() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Terminal.system(), args));
  }

  /**
   * Runs a command.
   *
   * @return its exit code
   */
  static int run(Terminal terminal, String... args) {
    CommandLine commandLine =
        new CommandLine(new Nnt())
            .addSubcommand(new FactsCommand(terminal))
            .addSubcommand(new PlanCommand(terminal))
            .addSubcommand(new ApplyCommand(terminal))
            .addSubcommand(new StatusCommand(terminal))
            .addSubcommand(new WatchCommand(terminal))
            .addSubcommand(new RevertCommand(terminal))
            .addSubcommand(new RunCommand())
            .addSubcommand(new RecordCommand(terminal))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setUsageHelpWidth(terminal.width())
            .setExecutionExceptionHandler((e, _, _) -> failed(e, terminal))
            .setParameterExceptionHandler((e, _) -> misused(e, terminal));
    int code = commandLine.execute(args.length == 0 ? new String[] {"--help"} : args);
    terminal.out().flush();
    return code;
  }

  /** A user reads a message; a bug comes with its stack, for who is to mend it. */
  private static int failed(Exception e, Terminal terminal) {
    switch (e) {
      case BadTuningsException bad -> {
        bad.problems().forEach(problem -> terminal.error(problem.toString()));
        int count = bad.problems().size();
        terminal.error(
            "nnt: %d %s; no tuning is used until there are none"
                .formatted(count, count == 1 ? "problem" : "problems"));
      }
      case CommandFailedException _ -> terminal.error("nnt: " + e.getMessage());
      case IOException io -> terminal.error("nnt: " + IoErrors.message(io));
      default -> {
        terminal.error("nnt: this is a bug:");
        e.printStackTrace(terminal.err());
      }
    }
    return ExitCode.FAILED;
  }

  private static int misused(ParameterException e, Terminal terminal) {
    terminal.error("nnt: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, terminal.err());
    terminal.error("Try: %s --help".formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  /** The version that the build wrote into the jar. */
  static String version() {
    return Objects.requireNonNullElse(
        Nnt.class.getPackage().getImplementationVersion(), "unpackaged");
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"nnt " + version()};
    }
  }
}
