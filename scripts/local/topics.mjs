// sns:publish on this machine: the real call, to the local stack's topics.
import { PublishCommand } from '@aws-sdk/client-sns';

const TOPICS = 'arn:aws:sns:us-east-1:000000000000:';
/** The topics that step-function.json's placeholders stand for. */
const NAMES = { '${DataTopic}': 'madrugada-data', '${OperationsTopic}': 'madrugada-operations' };

export async function publish(sns, input) {
  const message = typeof input.Message === 'string' ? input.Message : JSON.stringify(input.Message, null, 2);
  const { MessageId } = await sns.send(
    new PublishCommand({ TopicArn: TOPICS + NAMES[input.TopicArn], Subject: input.Subject, Message: message }),
  );
  return { MessageId };
}
