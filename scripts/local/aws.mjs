// The SDK's clients, bound to the local stack's endpoints and keys.
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export function clients(stack) {
  const common = {
    region: stack.region,
    credentials: { accessKeyId: stack['access-key'], secretAccessKey: stack['secret-key'] },
  };
  return {
    // By itself this client speaks HTTP/2, which the stack does not.
    kinesis: new KinesisClient({ ...common, endpoint: stack.aws, requestHandler: new NodeHttpHandler() }),
    sns: new SNSClient({ ...common, endpoint: stack.aws }),
    s3: new S3Client({
      ...common,
      endpoint: stack.s3,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  };
}
