package dev.madrugada.common.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a stage published or staged. A run record lists the stage's outputs; in its JSON each has its {@code kind}. A
 * stage that leaves another kind of thing adds a record here.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LakePartition.class, name = "lake-partition"),
    @JsonSubTypes.Type(value = StagedContent.class, name = "staged-content"),
    @JsonSubTypes.Type(value = PartitionVerdict.class, name = "verdict"),
    @JsonSubTypes.Type(value = WarehouseDay.class, name = "warehouse-day"),
    @JsonSubTypes.Type(value = WrittenObject.class, name = "object")
})
public sealed interface Output permits LakePartition, StagedContent, PartitionVerdict, WarehouseDay, WrittenObject {
    /** How many rows it has; of a verdict, how many rules. */
    long rows();
}
