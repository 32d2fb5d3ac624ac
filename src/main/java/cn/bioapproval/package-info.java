/** The application; each direct sub-package is a room (a Spring Modulith module). */
@NullMarked
package cn.bioapproval;

import org.jspecify.annotations.NullMarked;
