-- How many events a receiver is being brought right now. A function that is volatile looks at what is committed when it is
-- called, not when the statement began that calls it: a claim that has just got its receiver's row counts what the claim
-- before it has taken.
CREATE FUNCTION under_way(receiver varchar) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN (
        SELECT count(*) FROM delivery
        WHERE receiver_id = receiver AND state = 'PENDING' AND leased_by IS NOT NULL AND due_at > now());
END $$;
