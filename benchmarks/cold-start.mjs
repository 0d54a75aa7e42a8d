// The rounds of benchmarks/cold-start.sh: starts DynamoDBLocal with the table, then one process after the other.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { median } from "./median.mjs";

const rounds = Number(process.argv[2]);
const work = path.resolve("target/benchmarks/cold-start");
const jar = "lambdas/glue-runner/target/glue-runner-all.jar";
const table = "claims";
mkdirSync(work, { recursive: true });

const portFile = path.join(work, "dynamodb.port");
rmSync(portFile, { force: true });
const dynamoDb = spawn(
  "java",
  [
    ...["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"],
    ...["-cp", ["scripts/dynamodb/target/classes", "scripts/dynamodb/target/dynamodb/*"].join(path.delimiter)],
    ...["dev.madrugada.dynamodb.DynamoDbMain", String(process.pid), portFile],
  ],
  { stdio: "ignore" },
);

/** DynamoDBLocal's endpoint; it writes its port when it accepts requests. */
const endpointOnceUp = async () => {
  for (let attempt = 0; attempt < 1500 && dynamoDb.exitCode === null; attempt++) {
    if (existsSync(portFile)) return `http://127.0.0.1:${readFileSync(portFile, "utf8")}`;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("DynamoDBLocal does not listen");
};

const createTableRequest = {
  method: "POST",
  headers: {
    "X-Amz-Target": "DynamoDB_20120810.CreateTable",
    "X-Amz-Date": "20010101T000000Z",
    "Content-Type": "application/x-amz-json-1.0",
    Authorization:
      "AWS4-HMAC-SHA256 Credential=local/20010101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
  },
  body: JSON.stringify({
    TableName: table,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [{ AttributeName: "claim", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "claim", AttributeType: "S" }],
  }),
};

const createTable = async (endpoint) => {
  const answer = await fetch(endpoint, createTableRequest);
  if (answer.status !== 200) throw new Error(`the table was refused: ${await answer.text()}`);
};

const firstCall = (round, endpoint) => {
  const event = path.join(work, "event.json");
  const result = path.join(work, `${round}.json`);
  writeFileSync(event, JSON.stringify({ input: { tick: "check" } }));
  const started = performance.now();
  const ended = spawnSync(
    "java",
    [
      ...["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"],
      ...["-cp", `${jar}${path.delimiter}local-stack/target/classes`],
      ...["dev.madrugada.localstack.lambda.InvokeHandler", "dev.madrugada.runner.RunnerHandler", event, result],
    ],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        ACTIVITIES: "arn:aws:states:us-east-1:000000000000:activity:night",
        CLAIMS_TABLE: table,
        AWS_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: "local",
        AWS_SECRET_ACCESS_KEY: "local",
        AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      },
    },
  );
  const seconds = (performance.now() - started) / 1000;
  if (ended.status !== 0) throw new Error(`the call failed: ${ended.stderr}`);
  // A call that did not read the table would have thrown; this line shows what it counted.
  return { seconds, answer: JSON.parse(readFileSync(result, "utf8")) };
};

try {
  const endpoint = await endpointOnceUp();
  await createTable(endpoint);
  const calls = Array.from({ length: rounds }, (_, round) => firstCall(round, endpoint));
  const seconds = calls.map((call) => call.seconds).sort((a, b) => a - b);
  console.log("| figure | measured | limit |\n|---|---:|---:|");
  console.log(`| cold start of glue-runner (s) | ${median(seconds).toFixed(2)} | 2 |`);
  console.log(`| its JAR (MB) | ${(statSync(jar).size / 1e6).toFixed(1)} | 40 |`);
  console.log(`each process (s): ${seconds.map((each) => each.toFixed(2)).join(", ")}`);
  console.log(`the last answer: ${JSON.stringify(calls.at(-1).answer)}`);
} finally {
  dynamoDb.kill();
}
