// Glue wants a script for every job and compiles it; the job itself is the class that --class names, in the JAR that
// --extra-jars names. So this one does nothing.
object Placeholder {
  def main(args: Array[String]): Unit = ()
}
