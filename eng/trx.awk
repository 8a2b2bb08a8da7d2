# Reads test results (.trx, the XML that dotnet test writes) and prints, in this order: what crashed, the failed tests in
# full, the skipped tests with their reasons, and as last line three numbers: passed failed skipped.
# One record is one tag and the text after it. Plain awk: every machine has one, and not every machine has an XML reader.
BEGIN { RS = "<" }

function attribute(name,    value) {
  if (!match($0, "[ \n\t]" name "=\"[^\"]*\"")) return ""
  value = substr($0, RSTART, RLENGTH)
  sub(/^[^"]*"/, "", value); sub(/"$/, "", value)
  return decoded(value)
}
function text(    value) { value = $0; sub(/^[^>]*>/, "", value); return decoded(value) }
function decoded(value) {
  gsub(/&#xD;|\r/, "", value); gsub(/&#xA;/, "\n", value)
  gsub(/&lt;/, "<", value); gsub(/&gt;/, ">", value); gsub(/&quot;/, "\"", value); gsub(/&apos;/, "'", value)
  gsub(/&amp;/, "\\&", value)
  return value
}
function indented(value) {
  sub(/^\n+/, "", value); sub(/[ \t\n]+$/, "", value); gsub(/\n/, "\n    ", value)
  return value == "" ? "" : "    " value "\n"
}

function seconds(clock,    part) { split(clock, part, ":"); return sprintf("%.2f s", part[1] * 3600 + part[2] * 60 + part[3]) }
function first_lines(value, count,    lines, i, result) {
  split(value, lines, "\n")
  for (i = 1; i <= count && i in lines; i++) result = result lines[i] "\n"
  return result (i in lines ? "(more in the .trx file: " FILENAME ")" : "")
}

{ tag = match($0, /^\/?[A-Za-z]+/) ? substr($0, 1, RLENGTH) : "" }

tag == "UnitTestResult" {
  name = attribute("testName"); outcome = attribute("outcome"); duration = seconds(attribute("duration"))
  message = trace = output = ""
  if ($0 ~ /\/>[ \t\n]*$/) finish()
}
tag == "Message"    { message = text() }
tag == "StackTrace" { trace = text() }
tag == "StdOut" || tag == "StdErr" { output = output text() }
# The only place where a project that crashed in its first test is named.
tag == "StdOut" && match($0, /Discovering: +[^ \r\n]+/) { project = substr($0, RSTART, RLENGTH); sub(/.* /, "", project) }
tag == "/UnitTestResult" { finish() }

function finish() {
  if (outcome == "Failed" || outcome == "Error" || outcome == "Timeout" || outcome == "Aborted")
    failures = failures "\nFAILED " name " (" duration ")\n" indented(message) indented(trace) (output ~ /[^ \t\n]/ ? "  its output:\n" indented(output) : "")
  else if (outcome == "NotExecuted") {
    gsub(/[ \t]*\n[ \t]*/, " ", message); sub(/^ +/, "", message)
    skips = skips "skipped " name ": " (message == "" ? "no reason given" : message) "\n"
  }
  name = ""
}

# The counters of one project. The logger leaves notExecuted at 0; skipped is what is neither passed nor failed.
tag == "ResultSummary" { summary = attribute("outcome") }
tag == "Counters" {
  bad = attribute("failed") + attribute("error") + attribute("timeout") + attribute("aborted")
  passed += attribute("passed"); failed += bad
  skipped += attribute("total") - attribute("passed") - bad
}
tag == "RunInfo" { broken = attribute("outcome") == "Error" }
tag == "Text" && broken && text() ~ /run was aborted|[Hh]ost process/ { run_text = text() }
# A test host that crashed leaves the counters of what it had done by then, in which nothing need have failed.
tag == "/TestRun" {
  if (run_text != "" || (summary != "Completed" && bad == 0)) {
    failed += 1
    crashes = crashes "\nCRASHED " (project == "" ? FILENAME : project) "\n" indented(first_lines(run_text, 20))
  }
  summary = run_text = project = ""; bad = broken = 0
}

END { printf "%s%s%s%d %d %d\n", crashes, failures (failures skips == "" ? "" : "\n"), skips, passed, failed, skipped }
