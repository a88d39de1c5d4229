package dev.recount.evolution.before;

import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;

/** The warehouse of before. */
public final class Warehouse implements Domain {

    public static final StreamType<Article.State, Article.Command, Article.Event> ARTICLE =
            StreamType.of("article", new Article());

    @Override
    public String name() {
        return "warehouse";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(ARTICLE);
    }
}
