// sns:publish on this machine: the real call, to the local stack's topics.
import { CreateTopicCommand, PublishCommand } from '@aws-sdk/client-sns';

/** The topics that step-function.json's placeholders stand for. */
export const TOPICS = { '${DataTopic}': 'madrugada-data', '${OperationsTopic}': 'madrugada-operations' };

export async function publish(sns, input) {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: TOPICS[input.TopicArn] }));
  const message = typeof input.Message === 'string' ? input.Message : JSON.stringify(input.Message, null, 2);
  const { MessageId } = await sns.send(
    new PublishCommand({ TopicArn, Subject: input.Subject, Message: message }),
  );
  return { MessageId };
}
