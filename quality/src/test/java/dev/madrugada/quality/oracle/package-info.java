/** An oracle for rules in plain Java, and the test that compares a night's verdicts with it. */
@NullMarked
package dev.madrugada.quality.oracle;

import org.jspecify.annotations.NullMarked;
