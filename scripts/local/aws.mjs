// The SDK's clients, bound to the local stack's endpoints and keys.
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';

export function clients(stack) {
  const common = {
    region: stack.region,
    credentials: { accessKeyId: stack['access-key'], secretAccessKey: stack['secret-key'] },
  };
  return {
    kinesis: new KinesisClient({ ...common, endpoint: stack.aws }),
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
