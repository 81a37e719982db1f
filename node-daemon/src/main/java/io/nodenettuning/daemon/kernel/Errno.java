package io.nodenettuning.daemon.kernel;

/**
 * An error number of a system call, as in {@code include/uapi/asm-generic/errno*.h}.
 *
 * @param code the positive number
 */
public record Errno(int code) {
  public static final Errno EPERM = new Errno(1);
  public static final Errno ENOENT = new Errno(2);
  public static final Errno EIO = new Errno(5);
  public static final Errno EAGAIN = new Errno(11);
  public static final Errno ENOMEM = new Errno(12);
  public static final Errno EACCES = new Errno(13);
  public static final Errno EBUSY = new Errno(16);
  public static final Errno ENODEV = new Errno(19);
  public static final Errno EINVAL = new Errno(22);
  public static final Errno ENOSPC = new Errno(28);
  public static final Errno EROFS = new Errno(30);
  public static final Errno ERANGE = new Errno(34);
  public static final Errno EOVERFLOW = new Errno(75);
  public static final Errno EOPNOTSUPP = new Errno(95);
}
