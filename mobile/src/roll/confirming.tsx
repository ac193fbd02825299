// A session that is closed: where the school has somebody else look over it, who did, or the button for whoever may.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StyleSheet } from 'react-native';

import { useSchool } from '@/account/app-state';
import { asFailure, type Failure } from '@/api/failure';
import { sameMeeting, type Meeting } from '@/api/types';
import { felt } from '@/device/haptics';
import type { Shown } from '@/outbox/overlay';
import { keyOf } from '@/school/keys';
import { useMeetings } from '@/school/queries';
import { useText } from '@/text/text';
import { Button } from '@/ui/button';
import { FailureNotice } from '@/ui/notice';
import { useSay } from '@/ui/undo';
import { Text } from '@/ui/words';

export function Confirming({ meeting, shown }: { meeting: Meeting; shown: Shown }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { school, account } = useSchool();
  const [failure, setFailure] = useState<Failure | null>(null);
  const awaits = useMeetings(meeting.date).data?.value.find((one) => sameMeeting(one, meeting))?.awaits_confirmation ?? false;
  const { closed_by: closer, confirmed_by: confirmer } = shown.session;
  const confirm = async () => {
    try {
      queries.setQueryData(keyOf.session(meeting), { value: await school.confirm(meeting), since: null });
      void queries.invalidateQueries({ queryKey: keyOf.meetings(meeting.date) });
      setFailure(null);
      felt.done();
      say(t('session.confirmed'));
    } catch (thrown) {
      felt.wrong();
      setFailure(asFailure(thrown));
    }
  };
  if (confirmer) return <Text style={styles.told}>{t('session.confirmedBy', { name: confirmer })}</Text>;
  if (!awaits) return <Text style={styles.told}>{t('session.closed')}</Text>;
  if (closer === account.name) return <Text style={styles.told}>{t('session.confirmOwn')}</Text>;
  return (
    <>
      <FailureNotice failure={failure} />
      <Button mode="contained" icon="check-all" style={styles.half} contentStyle={styles.tall} onPress={() => void confirm()}>
        {t('session.confirm')}
      </Button>
    </>
  );
}

const styles = StyleSheet.create({ half: { flexGrow: 1 }, tall: { minHeight: 52 }, told: { alignSelf: 'center', paddingHorizontal: 12, flexShrink: 1 } });
