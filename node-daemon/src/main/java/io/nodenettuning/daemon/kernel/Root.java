package io.nodenettuning.daemon.kernel;

/** Where the files of a node lie for this process. */
sealed interface Root permits MountedRoot, RecordedRoot {

  /** The place of a file, symbolic links followed as the node would. */
  String place(String path);

  /** The place of a file that may itself be a symbolic link. */
  String placeOfLink(String path);
}
