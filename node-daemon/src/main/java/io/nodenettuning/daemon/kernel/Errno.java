package io.nodenettuning.daemon.kernel;

/**
 * An error number of a system call, as in {@code include/uapi/asm-generic/errno*.h}.
 *
 * @param code the positive number
 */
public record Errno(int code) {
  public static final Errno EPERM = new Errno(1);
  public static final Errno ENOENT = new Errno(2);
  public static final Errno ESRCH = new Errno(3);
  public static final Errno EIO = new Errno(5);
  public static final Errno E2BIG = new Errno(7);
  public static final Errno EAGAIN = new Errno(11);
  public static final Errno ENOMEM = new Errno(12);
  public static final Errno EACCES = new Errno(13);
  public static final Errno EBUSY = new Errno(16);
  public static final Errno ENODEV = new Errno(19);
  public static final Errno EINVAL = new Errno(22);
  public static final Errno ENOSPC = new Errno(28);
  public static final Errno EROFS = new Errno(30);
  public static final Errno ERANGE = new Errno(34);
  public static final Errno ENAMETOOLONG = new Errno(36);
  public static final Errno EBADMSG = new Errno(74);
  public static final Errno EOVERFLOW = new Errno(75);
  public static final Errno EMSGSIZE = new Errno(90);
  public static final Errno EOPNOTSUPP = new Errno(95);
  public static final Errno ENOBUFS = new Errno(105);
  public static final Errno ETIMEDOUT = new Errno(110);

  /** Its symbol, such as {@code EINVAL}, or {@code errno 123} for one that is not met here. */
  public String name() {
    String both = toString();
    return both.substring(0, both.indexOf(" ("));
  }

  /** What the C library says of it, such as {@code Invalid argument}. */
  public String description() {
    String both = toString();
    return both.substring(both.indexOf('(') + 1, both.length() - 1);
  }

  /** Symbol and meaning, such as {@code EINVAL (Invalid argument)}. */
  @Override
  public String toString() {
    return switch (code) {
      case 1 -> "EPERM (Operation not permitted)";
      case 2 -> "ENOENT (No such file or directory)";
      case 3 -> "ESRCH (No such process)";
      case 4 -> "EINTR (Interrupted system call)";
      case 5 -> "EIO (Input/output error)";
      case 6 -> "ENXIO (No such device or address)";
      case 7 -> "E2BIG (Argument list too long)";
      case 9 -> "EBADF (Bad file descriptor)";
      case 11 -> "EAGAIN (Resource temporarily unavailable)";
      case 12 -> "ENOMEM (Cannot allocate memory)";
      case 13 -> "EACCES (Permission denied)";
      case 14 -> "EFAULT (Bad address)";
      case 16 -> "EBUSY (Device or resource busy)";
      case 17 -> "EEXIST (File exists)";
      case 19 -> "ENODEV (No such device)";
      case 20 -> "ENOTDIR (Not a directory)";
      case 21 -> "EISDIR (Is a directory)";
      case 22 -> "EINVAL (Invalid argument)";
      case 23 -> "ENFILE (Too many open files in system)";
      case 24 -> "EMFILE (Too many open files)";
      case 26 -> "ETXTBSY (Text file busy)";
      case 27 -> "EFBIG (File too large)";
      case 28 -> "ENOSPC (No space left on device)";
      case 30 -> "EROFS (Read-only file system)";
      case 34 -> "ERANGE (Numerical result out of range)";
      case 36 -> "ENAMETOOLONG (File name too long)";
      case 38 -> "ENOSYS (Function not implemented)";
      case 40 -> "ELOOP (Too many levels of symbolic links)";
      case 71 -> "EPROTO (Protocol error)";
      case 74 -> "EBADMSG (Bad message)";
      case 75 -> "EOVERFLOW (Value too large for defined data type)";
      case 90 -> "EMSGSIZE (Message too long)";
      case 93 -> "EPROTONOSUPPORT (Protocol not supported)";
      case 95 -> "EOPNOTSUPP (Operation not supported)";
      case 97 -> "EAFNOSUPPORT (Address family not supported by protocol)";
      case 100 -> "ENETDOWN (Network is down)";
      case 105 -> "ENOBUFS (No buffer space available)";
      case 110 -> "ETIMEDOUT (Connection timed out)";
      case 122 -> "EDQUOT (Disk quota exceeded)";
      default -> "errno " + code + " (Unknown error " + code + ")";
    };
  }
}
