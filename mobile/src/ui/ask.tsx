// A question before something that can't be undone.

import { Dialog, Portal } from 'react-native-paper';

import { useText } from '@/text/text';
import { Button } from './button';
import { Text } from './words';

export interface Question {
  title: string;
  text: string;
  yes: string;
  go: () => void;
}

export function Ask({ question, close }: { question: Question | null; close: () => void }) {
  const t = useText();
  return (
    <Portal>
      <Dialog visible={question !== null} onDismiss={close}>
        <Dialog.Title>{question?.title ?? ''}</Dialog.Title>
        <Dialog.Content>
          <Text variant="bodyLarge">{question?.text ?? ''}</Text>
        </Dialog.Content>
        <Dialog.Actions>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button
            mode="contained"
            onPress={() => {
              close();
              question?.go();
            }}
          >
            {question?.yes ?? ''}
          </Button>
        </Dialog.Actions>
      </Dialog>
    </Portal>
  );
}
