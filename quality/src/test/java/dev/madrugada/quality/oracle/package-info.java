/** An oracle that evaluates rules in plain Java, and the test that compares the job's verdicts with it. */
@NullMarked
package dev.madrugada.quality.oracle;

import org.jspecify.annotations.NullMarked;
