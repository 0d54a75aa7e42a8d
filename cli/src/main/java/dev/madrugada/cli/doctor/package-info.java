/** The command doctor: checks an account before the first night. The checks are in the packages below. */
@NullMarked
package dev.madrugada.cli.doctor;

import org.jspecify.annotations.NullMarked;
